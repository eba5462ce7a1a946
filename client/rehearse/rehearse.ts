import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
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
import { createInterpreter } from './interpreter.ts';
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
  readonly ticketJudged: (done: number, all: number) => void;
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
  const store = await putAside(source, { mapping, policyZone: policy.zone, limit, tally, onRow });
  try {
    const untilMs = store.untilMs ?? 0;
    const first = judgeOf(policy, mapping, untilMs);
    const second = against === null ? null : judgeOf(against, mapping, untilMs);
    const hours = tallyWeek();
    let done = 0;
    for (const batch of store.batches()) {
      for (const ticket of batch) {
        if (done % AT_A_TIME === 0) await nextTurn();
        signal.throwIfAborted();
        const { lived, judgement } = first.judge(ticket);
        for (const [index, event] of ticket.events.entries()) {
          tally.add(lived.fates[index]!, event);
          hours.add(first.windows.reaching(ticket.events[0]!.atMs, event.atMs), event.atMs);
        }
        const before = second?.judge(ticket).judgement ?? null;
        onTicket?.(lived, judgement, before === null || judgement === null ? [] : flipsOf(before, judgement));
        done += 1;
        progress.ticketJudged(done, store.tickets);
      }
    }
    const fromMs = store.fromMs ?? 0;
    return {
      log: { ...tally.report(), fromMs, untilMs, hours: hours.map() },
      ...first.report(untilMs - fromMs),
      against: second?.report(untilMs - fromMs) ?? null,
    };
  } finally {
    store.close();
  }
}

function judgeOf(policy: PolicyDocument, mapping: Mapping, untilMs: number) {
  const windows: CalendarWindows = calendarWindows(policy);
  const interpreter = createInterpreter(mapping, policy, windows);
  const working = workingCalendar(policy.pinned);
  const tally = tallyPolicy(policy, windows);
  return {
    windows,
    judge(ticket: LoggedTicket) {
      const lived = liveTicket(policy, ticket, interpreter, { windows, untilMs });
      const judgement = judgeTicket(lived, windows, working);
      tally.add(lived, judgement);
      return { lived, judgement };
    },
    report: tally.report,
  };
}
