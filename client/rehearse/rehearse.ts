import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { nearest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { type CalendarWindows, calendarWindows } from '../../domain/rehearsal/calendars.ts';
import { type Flip, flipsOf } from '../../domain/rehearsal/flips.ts';
import { type LivedTicket, liveTicket } from '../../domain/rehearsal/live-ticket.ts';
import type { LoggedTicket } from '../../domain/rehearsal/logged-ticket.ts';
import { type PolicyReport, tallyPolicy } from '../../domain/rehearsal/report.ts';
import { type EventReport, tallyEvents } from '../../domain/rehearsal/tally-events.ts';
import { workingCalendar } from '../../domain/rehearsal/tally-time.ts';
import { judgeTicket, type TicketJudgement } from '../../domain/rehearsal/ticket-judgement.ts';
import { tallyWeek, type WeekMap } from '../../domain/rehearsal/week-map.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import { createInterpreter } from './interpreter.ts';
import { relocation } from './log-time.ts';
import type { Mapping } from './mapping.ts';
import { putAside } from './put-aside.ts';

export interface RehearseOptions {
  readonly source: Readable;
  readonly mapping: Mapping;
  readonly policy: PolicyDocument;
  /** The policy to compare with, usually the one in force. */
  readonly against: PolicyDocument | null;
  readonly limit: number | null;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Hears of every ticket that was judged, with its flips. */
  readonly onTicket?: (lived: LivedTicket, judgement: TicketJudgement | null, flips: readonly Flip[]) => void;
}

export interface Progress {
  readonly rowRead: () => void;
  /** `share` is how much of the log that is, 0 to 1. */
  readonly ticketJudged: (done: number, share: number) => void;
}

export interface RehearsalReport extends PolicyReport {
  readonly log: EventReport & {
    readonly fromMs: number;
    readonly untilMs: number;
    /** When the work of the log was done. */
    readonly hours: WeekMap;
  };
  readonly against: PolicyReport | null;
}

const WEEK_MS = 7 * DAY_MS;
/** Tickets that are judged before anything else may happen, such as Ctrl-C. */
const AT_A_TIME = 20;

/** Judges every ticket of a log by one policy, or by two. Throws the signal's reason when it is told to stop. */
export async function rehearse(options: RehearseOptions): Promise<RehearsalReport> {
  const { source, mapping, policy, against, limit, signal, progress, onTicket } = options;
  const tally = tallyEvents();
  const onRow = () => {
    signal.throwIfAborted();
    progress.rowRead();
  };
  const store = await putAside(source, { mapping, limit, tally, onRow });
  try {
    const range = [store.fromMs ?? 0, store.untilMs ?? 0] as const;
    const first = judgeOf(policy, mapping, range);
    const second = against === null ? null : judgeOf(against, mapping, range);
    const hours = tallyWeek();
    let done = 0;
    for (const { tickets, share } of store.batches()) {
      for (const logged of tickets) {
        if (done % AT_A_TIME === 0) await nextTurn();
        signal.throwIfAborted();
        const { ticket, lived, judgement } = first.judge(logged);
        for (const [index, event] of ticket.events.entries()) {
          tally.add(lived.fates[index]!, event);
          hours.add(first.windows.reaching(ticket.events[0]!.atMs, event.atMs), event.atMs);
        }
        const before = second?.judge(logged).judgement ?? null;
        onTicket?.(lived, judgement, before === null || judgement === null ? [] : flipsOf(before, judgement));
        done += 1;
        progress.ticketJudged(done, share);
      }
    }
    const { fromMs, untilMs } = first;
    return {
      log: { ...withHints(tally.report(), mapping), fromMs, untilMs, hours: hours.map() },
      ...first.report(),
      against: second?.report() ?? null,
    };
  } finally {
    store.close();
  }
}

/** An activity that the mapping does not have is often one that it spells otherwise. */
function withHints(report: EventReport, { activities }: Mapping): EventReport {
  const skipped = report.skipped.map((row) => {
    const meant = row.reason === 'unknown-activity' ? nearest(row.detail, Object.keys(activities)) : null;
    return meant === null ? row : { ...row, detail: `${row.detail} (did you mean ${meant}?)` };
  });
  return { ...report, skipped };
}

function judgeOf(policy: PolicyDocument, mapping: Mapping, range: readonly [fromMs: number, untilMs: number]) {
  const windows: CalendarWindows = calendarWindows(policy);
  const interpreter = createInterpreter(mapping, policy, windows);
  const working = workingCalendar(policy.pinned);
  const tally = tallyPolicy(policy, windows);
  const relocated = relocation(mapping.log.time, policy.zone);
  const [fromMs, untilMs] = range.map(relocated) as [number, number];
  return {
    windows,
    fromMs,
    untilMs,
    judge({ id, events }: LoggedTicket) {
      const moved = events.map((event) => ({ ...event, atMs: relocated(event.atMs) }));
      // Where clocks are put back an hour comes twice, and two events may change places.
      const ticket: LoggedTicket = { id, events: moved.sort((a, b) => a.atMs - b.atMs) };
      const lived = liveTicket(policy, ticket, interpreter, { windows, untilMs });
      const judgement = judgeTicket(lived, windows, working);
      tally.add(lived, judgement);
      return { ticket, lived, judgement };
    },
    report: () => tally.report(Math.max((untilMs - fromMs) / WEEK_MS, 1)),
  };
}
