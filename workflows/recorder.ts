import { proxyActivities } from '@temporalio/workflow';
import type { Ask, CaseActivities, RecordRequest } from '../activities/ports.ts';
import { peopleSent } from '../domain/assignment/team.ts';
import type { EngineCommand, MessageOutcome } from '../domain/case/commands.ts';
import { type Effect, effectsOf, type OpenCaseEffect } from '../domain/case/effects.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import type { JournalEntries } from '../domain/case/journal.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import { type Cell, contextOf, entriesOf, eventsOf, openState, takeResult } from './live-case.ts';
import { openLinked } from './open-linked.ts';
import { describeEffect } from './run-effect.ts';
import { rideSend, type SendEffect, sendAlone } from './send.ts';

/** Carries what a case accepted to its journal, and out into the world. */
export interface Recorder {
  /** Something is new that can be carried now. */
  hasWork(): boolean;
  start(): void;
}

/**
 * A batch rides in the first message it causes; without one it goes by itself, together with what the case asks of its
 * database. Every batch holds all that the journal is not known to hold, so one that is held up at a provider delays
 * nobody: the next goes by itself, and the journal takes the same events once.
 */
export function createRecorder(cell: Cell): Recorder {
  /** The last entry that is on its way, with all that it asks of the world. */
  let begun = 0;
  let [riding, recording] = [false, false];
  /** What a ride that nobody knows the end of had asked: it is asked again, for every answer may be had twice. */
  let derailed: readonly Ask[] | null = null;

  const inFlight = <T>(what: string, work: Promise<T>, then: (result: T) => void): void => {
    const entry = { what, sinceMs: contextOf(cell).nowMs };
    cell.inFlight.push(entry);
    void work.then((result) => {
      cell.inFlight = cell.inFlight.filter((other) => other !== entry);
      then(result);
    });
  };

  const recorded = (ordinal: number): void => {
    cell.unrecorded = cell.unrecorded.filter((entry) => entry.ordinal > ordinal);
  };

  const sendByItself = (effect: SendEffect, afterMs = 0): void =>
    inFlight(`send ${effect.intent.key}`, sendAlone(cell, effect, afterMs), (outcome) =>
      takeOutcome(cell, effect, outcome),
    );

  const openByItself = (effect: OpenCaseEffect): void =>
    inFlight(describeEffect(effect), openLinked(cell, effect), (result) => takeResult(cell, result));

  const ride = (effect: SendEffect, request: RecordRequest, ordinal: number): void => {
    riding = true;
    inFlight(`send ${effect.intent.key}`, rideSend(cell, effect, request), (answer) => {
      riding = false;
      if (answer === null) {
        derailed = request.asks;
        sendByItself(effect);
        return;
      }
      recorded(ordinal);
      for (const result of answer.results) takeResult(cell, result);
      const { outcome } = answer;
      if (outcome.state === 'later') sendByItself(effect, outcome.afterMs);
      else takeOutcome(cell, effect, outcome);
    });
  };

  const recordAlone = (batch: JournalEntries, asks: readonly Ask[], ordinal: number): void => {
    recording = true;
    inFlight('write the journal', record(batch, asks), (results) => {
      recording = false;
      recorded(ordinal);
      for (const result of results) takeResult(cell, result);
    });
  };

  return {
    hasWork: () => !recording && (derailed !== null || cell.entries > begun),
    start() {
      const ordinal = cell.entries;
      const fresh = cell.unrecorded.filter((entry) => entry.ordinal > begun);
      const effects = eventsOf(fresh).flatMap((event) => effectsOf(event, openState(cell)));
      const asks = [...(derailed ?? []), ...effects.flatMap((effect) => askOf(cell, effect))];
      const sends = effects.filter((effect): effect is SendEffect => effect.kind === 'send');
      for (const effect of effects) if (effect.kind === 'open-case') openByItself(effect);
      const batch = entriesOf(cell, cell.unrecorded);
      begun = ordinal;
      const [rider, ...others] = sends;
      if (rider === undefined || asks.some(isUrgent) || riding || derailed !== null) {
        recordAlone(batch, asks, ordinal);
        for (const effect of sends) sendByItself(effect);
      } else {
        ride(rider, { batch, asks }, ordinal);
        for (const effect of others) sendByItself(effect);
      }
      derailed = null;
    },
  };
}

function record(batch: JournalEntries, asks: readonly Ask[]): Promise<readonly EngineCommand[]> {
  const options = { ...RECORD_OPTIONS, summary: namesOf(batch.events) };
  return proxyActivities<CaseActivities>(RECORD_OPTIONS).record.executeWithOptions(options, [{ batch, asks }]);
}

/** A message that was sent is on record where it was sent; the case needs to know only of the others. */
function takeOutcome(cell: Cell, { intent }: SendEffect, outcome: MessageOutcome): void {
  if (outcome.state !== 'sent') takeResult(cell, { type: 'RecordMessage', key: intent.key, outcome });
}

/** Somebody waits for a reservation: it does not wait for a provider. */
function isUrgent({ kind }: Ask): boolean {
  return kind === 'reserve-slot';
}

function askOf(cell: Cell, effect: Effect): readonly Ask[] {
  switch (effect.kind) {
    case 'send':
    case 'open-case':
      return [];
    case 'measure-load': {
      const technicians = peopleSent(cell.input.policy);
      return [{ kind: effect.kind, personIds: technicians.map(({ id }) => id) }];
    }
    default:
      return [effect];
  }
}

/** What a batch holds, in a line for people who look at a case's history. */
export function namesOf(events: readonly CaseEvent[]): string {
  return events
    .map(({ type }) => type)
    .join(', ')
    .slice(0, 180);
}
