import type { CalendarId } from '../calendar/expanded.ts';
import { elapsed } from '../calendar/spans.ts';
import type { CaseEvent, FactOf } from '../case/events.ts';
import type { ClockView } from '../case/view.ts';
import type { ClockId, NoticeOccasion, PersonId } from '../policy/pinned.ts';
import type { Channel, StageName } from '../policy/vocabulary.ts';
import type { CalendarWindows } from './calendars.ts';
import type { LivedTicket } from './live-ticket.ts';
import { sentIn } from './verdicts.ts';
import type { Stretch } from './watched-case.ts';

export type Verdict = 'met' | 'breached' | 'cancelled' | 'running';

/** What a policy says to one ticket, as plain JSON. */
export interface TicketJudgement {
  readonly ticket: string;
  readonly openedAtMs: number;
  readonly stage: StageName;
  readonly outcome: string | null;
  readonly clocks: readonly JudgedClock[];
  readonly escalations: readonly Escalation[];
  readonly messages: readonly PlannedMessage[];
  readonly timeUse: readonly TimeUse[];
}

export interface JudgedClock {
  readonly clockId: ClockId;
  readonly round: number;
  readonly verdict: Verdict;
  readonly limitMs: number;
  /** Null while the clock runs on. */
  readonly usedMs: number | null;
}

export interface Escalation {
  readonly clockId: ClockId;
  readonly step: number;
  /** Null where nobody holds the role. */
  readonly personId: PersonId | null;
  readonly atMs: number;
}

export interface PlannedMessage {
  readonly purpose: NoticeOccasion;
  readonly channel: Channel;
  readonly to: 'customer' | 'staff';
  readonly atMs: number;
}

export interface TimeUse extends Pick<Stretch, 'who' | 'what' | 'personId' | 'phase'> {
  readonly workingMs: number;
  readonly totalMs: number;
}

/** Null when the policy would not open the case. `working` is the calendar in which working time is counted. */
export function judgeTicket(
  { id, run, stretches }: LivedTicket,
  windows: CalendarWindows,
  working: CalendarId,
): TicketJudgement | null {
  const { events, view } = run;
  if (view === null) return null;
  const spans = windows.reaching(view.openedAtMs, view.atMs).spans[working] ?? [];
  return {
    ticket: id,
    openedAtMs: view.openedAtMs,
    stage: view.stage,
    outcome: view.outcome,
    clocks: view.clocks.map((clock) => judgedClock(clock, events)),
    escalations: events.flatMap((event) =>
      event.type === 'ClockEscalated'
        ? [{ clockId: event.clockId, step: event.step, personId: event.personId, atMs: event.atMs }]
        : [],
    ),
    messages: sentIn(run).map(({ atMs, intent: { purpose, channel, recipient } }) => ({
      purpose,
      channel,
      to: recipient.kind,
      atMs,
    })),
    timeUse: stretches.map(({ span: [fromMs, toMs], ...step }) => ({
      ...step,
      workingMs: elapsed(spans, fromMs, toMs),
      totalMs: toMs - fromMs,
    })),
  };
}

function judgedClock({ clockId, round, status, limitMs }: ClockView, events: readonly CaseEvent[]): JudgedClock {
  const stopped = events.find(
    (event): event is CaseEvent & FactOf<'ClockStopped'> =>
      event.type === 'ClockStopped' && event.clockId === clockId && event.round === round,
  );
  return { clockId, round, verdict: verdictOf(status), limitMs, usedMs: stopped?.usedMs ?? null };
}

/** A limit that is broken stays broken, whether or not the work has been done since. */
function verdictOf(status: ClockView['status']): Verdict {
  switch (status) {
    case 'met':
    case 'cancelled':
      return status;
    case 'missed':
    case 'breached':
    case 'acknowledged':
      return 'breached';
    case 'running':
    case 'paused':
    case 'warned':
      return 'running';
  }
}
