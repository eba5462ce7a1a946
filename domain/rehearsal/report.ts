import type { PolicyDocument } from '../policy/document.ts';
import type { ClockId, PersonId } from '../policy/pinned.ts';
import type { CalendarWindows } from './calendars.ts';
import { createCounter } from './counter.ts';
import { exercisedBy, type Rule, type RuleId, unexercised } from './coverage.ts';
import type { LivedTicket } from './live-ticket.ts';
import { type ClockReport, tallyClocks } from './tally-clocks.ts';
import { type TimeReport, tallyTime } from './tally-time.ts';
import type { PlannedMessage, TicketJudgement } from './ticket-judgement.ts';
import { tallyWeek, type WeekMap } from './week-map.ts';

/** What would have happened under a policy, of all tickets of a log. Plain JSON. */
export interface PolicyReport {
  readonly policy: { readonly id: string; readonly version: string };
  readonly tickets: {
    readonly judged: number;
    readonly notOpened: number;
    readonly stillOpen: number;
    /** By how the policy ended them. */
    readonly outcomes: readonly { readonly outcome: string; readonly count: number }[];
  };
  readonly clocks: readonly ClockReport[];
  readonly time: TimeReport;
  readonly escalations: Volume<{
    readonly clockId: ClockId;
    readonly step: number;
    readonly personId: PersonId | null;
  }>;
  readonly messages: Volume<Omit<PlannedMessage, 'atMs'>>;
  /** When escalations would have reached people. */
  readonly alarmHours: WeekMap;
  readonly unexercised: readonly Rule[];
}

export interface Volume<About> {
  readonly count: number;
  readonly perWeek: number;
  readonly rows: readonly (About & { readonly count: number })[];
}

export interface PolicyTally {
  add(lived: LivedTicket, judgement: TicketJudgement | null): void;
  /** `weeks` is how long the log spans. */
  report(weeks: number): PolicyReport;
}

/** Adds up the tickets of a log under one policy, in a room that does not grow with the log. */
export function tallyPolicy({ id, version, pinned }: PolicyDocument, windows: CalendarWindows): PolicyTally {
  const clocks = tallyClocks(pinned);
  const time = tallyTime(pinned);
  const escalations = createCounter<PolicyReport['escalations']['rows'][number]>();
  const messages = createCounter<Omit<PlannedMessage, 'atMs'>>();
  const outcomes = createCounter<{ outcome: string }>();
  const alarms = tallyWeek();
  const exercised = new Set<RuleId>();
  let judged = 0;
  let notOpened = 0;
  let stillOpen = 0;
  return {
    add({ run }, judgement) {
      for (const rule of exercisedBy(pinned, run)) exercised.add(rule);
      if (judgement === null) {
        notOpened += 1;
        return;
      }
      judged += 1;
      if (judgement.outcome === null) stillOpen += 1;
      else outcomes.add({ outcome: judgement.outcome });
      clocks.add(judgement.clocks);
      time.add(judgement.timeUse);
      for (const { atMs, ...escalation } of judgement.escalations) {
        escalations.add(escalation as PolicyReport['escalations']['rows'][number]);
        alarms.add(windows.reaching(judgement.openedAtMs, atMs), atMs);
      }
      for (const { atMs: _, ...message } of judgement.messages) messages.add(message);
    },
    report(weeks) {
      const volume = <About extends object>(counter: ReturnType<typeof createCounter<About>>): Volume<About> => ({
        count: counter.total(),
        perWeek: Math.round((counter.total() / weeks) * 10) / 10,
        rows: counter.rows(),
      });
      return {
        policy: { id, version },
        tickets: { judged, notOpened, stillOpen, outcomes: outcomes.rows() },
        clocks: clocks.report(),
        time: time.report(),
        escalations: volume(escalations),
        messages: volume(messages),
        alarmHours: alarms.map(),
        unexercised: unexercised(pinned, exercised),
      };
    },
  };
}
