import { expect } from 'vitest';
import type { CaseEvent, FactOf } from '../../domain/case/events.ts';
import { evolve } from '../../domain/case/evolve.ts';
import { type Facts, plainFact } from '../../domain/case/facts.ts';
import { journalBatch } from '../../domain/case/journal.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { purposeOf } from '../../domain/consent/purpose.ts';
import { isWithheld } from '../../domain/consent/withheld.ts';
import type { MessageIntent } from '../../domain/notice/intent.ts';
import { outwardEvent } from '../../domain/outward/event.ts';
import type { ClockDefinition, PinnedPolicy } from '../../domain/policy/pinned.ts';
import type { Span } from '../../domain/shared/time.ts';
import { occasionsOf } from '../../domain/sla/milestones.ts';
import { differenceOf } from './difference.ts';
import type { RandomPlay } from './random-play.ts';

const MOST_STATE_BYTES = 64 * 1024;
const MOST_OUTWARD_BYTES = 20_000;
/** Only whose it is matters here. */
const VIEW = { organisationId: 'org', caseId: 'C-VIRTUAL' } as CaseView;

/** What holds for the ledger of a case, whatever its policy and whatever was said. */
export const LEDGER_LAWS: Readonly<Record<string, (play: RandomPlay) => void>> = {
  'it counts without a gap': ({ events }) => {
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  },
  'it alone rebuilds the case, receipts apart': (play) => {
    if (play.state === null) return;
    expect(differenceOf(statesOf(play.events).at(-1), { ...play.state, receipts: [] })).toBeNull();
  },
  'the outside hears of every fact, shortly and by no id of the vault': ({ events }) => {
    for (const event of events) {
      const told = outwardEvent('org', { from: 'journal', caseId: 'C-VIRTUAL', event });
      const toldByItsMessage = event.type === 'MessageSettled' && event.outcome.state === 'sent';
      expect(told === null).toBe(toldByItsMessage);
      const text = JSON.stringify(told);
      expect(text.length).toBeLessThan(MOST_OUTWARD_BYTES);
      const { vaultIds } = journalBatch({ events: [event], view: VIEW, receipts: [] });
      expect(vaultIds.filter((id) => text.includes(id))).toEqual([]);
    }
  },
  'it leaves the case smaller than 64 KB': ({ state }) => {
    expect(JSON.stringify(state).length).toBeLessThan(MOST_STATE_BYTES);
  },
  'what a wake-up writes is in the order of time': ({ events }) => {
    const wrong = events.filter((event, index) => {
      const before = events[index - 1];
      if (before === undefined || before.commandId !== null || event.commandId !== null) return false;
      return before.recordedAtMs === event.recordedAtMs && event.atMs < before.atMs;
    });
    expect(wrong).toEqual([]);
  },
  'a clock is judged once, where its end or that of the case comes first': (play) => {
    const { clocks } = play.context().policy;
    for (const start of play.of('ClockStarted')) {
      const { clockId, round, seq } = start;
      const definition = clocks.find(({ id }) => id === clockId)!;
      const end = play.events.find((event) => event.seq > seq && endsClock(event, start, definition));
      const verdicts = play.of('ClockStopped').filter((stop) => stop.clockId === clockId && stop.round === round);
      expect(verdicts.map(({ atMs }) => atMs)).toEqual(end === undefined ? [] : [end.atMs]);
    }
  },
  'a verdict is that of the time used': (play) => {
    const judged = play.of('ClockStopped').filter(({ verdict }) => verdict !== 'cancelled');
    expect(judged.filter(({ verdict, usedMs, limitMs }) => (verdict === 'met') !== usedMs <= limitMs)).toEqual([]);
  },
  'no step of a ladder is climbed twice': (play) => {
    const steps = play.of('ClockEscalated').map(({ clockId, round, step }) => `${clockId} ${round} ${step}`);
    expect(doubles(steps)).toEqual([]);
  },
  'no message is planned twice': (play) => {
    const planned = [...play.of('MessagePlanned'), ...play.of('MessageHeld')];
    expect(doubles(planned.map(({ intent }) => intent.key))).toEqual([]);
  },
  'a held message is released or written off once, or still held': (play) => {
    const ended = [
      ...play.of('MessageReleased').map(({ intent }) => intent.key),
      ...play.of('MessageSuppressed').map(({ key }) => key),
    ];
    const waiting = play.state?.heldMessages.map(({ intent }) => intent.key) ?? [];
    const held = play.of('MessageHeld').map(({ intent }) => intent.key);
    expect([...ended, ...waiting].sort()).toEqual(held.sort());
  },
  'no report charges more than what was quoted and accepted': ({ events }) => {
    let quoted = new Map<string, number>();
    let billedMinor = 0;
    for (const event of events) {
      if (event.type === 'ItemOpened' && event.is === 'quotation') quoted.set(event.itemId, 0);
      if (event.type === 'ReportFiled' && quoted.size > 0) {
        billedMinor += event.fee.amountMinor;
        const acceptedMinor = [...quoted.values()].reduce((sum, amountMinor) => sum + amountMinor, 0);
        if (event.fee.amountMinor > 0) expect(billedMinor).toBeLessThanOrEqual(acceptedMinor);
      }
      if (event.type !== 'ItemAdvanced' || !quoted.has(event.itemId)) continue;
      quoted = new Map(quoted).set(event.itemId, quotedBy(event, events));
      if (event.step === 'dropped') quoted.delete(event.itemId);
    }
  },
  'a customer is written to nothing that they said no to last': (play) => {
    const { events } = play;
    const { policy } = play.context();
    const states = statesOf(events);
    const wrong = events.filter((event, index) => {
      if (event.type !== 'MessagePlanned' && event.type !== 'MessageHeld' && event.type !== 'MessageReleased')
        return false;
      const { recipient, purpose, channel } = event.intent;
      return recipient.kind === 'customer' && isWithheld(states[index]?.withheld, channel, purposeOf(purpose, policy));
    });
    expect(wrong).toEqual([]);
  },
  'nobody who has hours is written to outside them, unless in an emergency': (play) => {
    const { policy } = play.context();
    const calendars = play.lifelong();
    const states = statesOf(play.events);
    const wrong = play.events.filter((event, index) => {
      if (event.type !== 'MessagePlanned' && event.type !== 'MessageReleased') return false;
      // An outage may release it later still; whoever sends it asks for the hours again.
      const sentAtMs = event.type === 'MessagePlanned' ? event.recordedAtMs : event.atMs;
      const isUrgent = event.type === 'MessagePlanned' && states[index]?.urgency === 'emergency';
      return !maySend(policy, event.intent, isUrgent, sentAtMs, calendars.spans, states[index]?.facts ?? {});
    });
    expect(wrong).toEqual([]);
  },
};

/** What counts of a quotation after one of its steps: the amount last sent, once it is accepted; what was paid of it. */
function quotedBy(
  { itemId, step, seq, values }: FactOf<'ItemAdvanced'> & CaseEvent,
  events: readonly CaseEvent[],
): number {
  if (step === 'paid') return values.amountMinor ?? 0;
  if (step !== 'accepted') return 0;
  const sent = events.findLast(
    (event) => event.type === 'ItemAdvanced' && event.itemId === itemId && event.step === 'sent' && event.seq < seq,
  );
  return sent?.type === 'ItemAdvanced' ? (sent.values.amountMinor ?? 0) : 0;
}

/** The clock's end, or that of the case or of the item that it began with; or another time agreed than it runs to. */
function endsClock(event: CaseEvent, start: FactOf<'ClockStarted'>, { until }: ClockDefinition): boolean {
  if (event.type === 'CaseClosed') return true;
  if (event.type !== 'ItemOpened' && event.type !== 'ItemAdvanced') return occasionsOf(event).includes(until);
  const startedWith = start.itemId?.replace(/-\d+$/, '');
  const isOther = startedWith === event.name && start.itemId !== event.itemId;
  if (occasionsOf(event).includes(until)) return !isOther;
  if (event.type === 'ItemOpened' || event.itemId !== start.itemId) return false;
  if (start.agreedMs !== undefined && event.values.agreedMs !== undefined) return true;
  return event.ended !== undefined && until.startsWith(`${event.name}.`);
}

/** Whether any notice of this occasion allows the message at this moment. */
function maySend(
  { notices, people, quiet }: PinnedPolicy,
  { purpose, channel, recipient }: MessageIntent,
  isUrgent: boolean,
  atMs: number,
  spans: Readonly<Record<string, readonly Span[]>>,
  facts: Facts,
): boolean {
  const zone = plainFact(facts, 'customer-zone') ?? quiet?.zones[0];
  const own = recipient.kind === 'staff' ? people.find(({ id }) => id === recipient.personId)?.hours : `awake@${zone}`;
  const isOpen = (calendar = ''): boolean => spans[calendar]?.some(([from, to]) => from <= atMs && atMs < to) ?? false;
  return notices.some(
    ({ on, channels, hours, emergency, to }) =>
      on === purpose &&
      channels.includes(channel) &&
      (to.kind === 'customer') === (recipient.kind === 'customer') &&
      (hours === 'any' ||
        (isUrgent && emergency === 'at-once') ||
        isOpen(hours === 'recipient' ? own : hours.calendar)),
  );
}

/** The case after each event, from the ledger alone. */
function statesOf(events: readonly CaseEvent[]): CaseState[] {
  const identity = { organisationId: 'org', caseId: 'C-TEST' };
  const states: CaseState[] = [];
  for (const event of events) states.push(evolve(states.at(-1) ?? null, event, identity));
  return states;
}

function doubles(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => seen.has(text) || !seen.add(text));
}
