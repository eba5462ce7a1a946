import { proxyActivities } from '@temporalio/workflow';
import type { Ask, CaseActivities } from '../activities/ports.ts';
import type { EngineCommand, MessageOutcome } from '../domain/case/commands.ts';
import { type Effect, effectsOf } from '../domain/case/effects.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import type { JournalEntries } from '../domain/case/journal.ts';
import { holdsRole } from '../domain/policy/people.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import { type Cell, contextOf, entriesOf, eventsOf, openState, takeResult } from './live-case.ts';
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
  let [riding, recording, derailed] = [false, false, false];

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

  const ride = (effect: SendEffect, batch: JournalEntries, ordinal: number): void => {
    riding = true;
    inFlight(`send ${effect.intent.key}`, rideSend(cell, effect, batch), (answer) => {
      riding = false;
      if (answer === null) derailed = true;
      else recorded(ordinal);
      if (answer === null) sendByItself(effect);
      else if (answer.state === 'later') sendByItself(effect, answer.afterMs);
      else takeOutcome(cell, effect, answer);
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
    hasWork: () => !recording && (derailed || cell.entries > begun),
    start() {
      const ordinal = cell.entries;
      const fresh = cell.unrecorded.filter((entry) => entry.ordinal > begun);
      const effects = eventsOf(fresh).flatMap((event) => effectsOf(event, openState(cell)));
      const asks = effects.flatMap((effect) => askOf(cell, effect));
      const sends = effects.filter((effect): effect is SendEffect => effect.kind === 'send');
      const batch = entriesOf(cell, cell.unrecorded);
      begun = ordinal;
      const [rider, ...others] = sends;
      if (rider === undefined || asks.length > 0 || riding || derailed) {
        recordAlone(batch, asks, ordinal);
        for (const effect of sends) sendByItself(effect);
      } else {
        ride(rider, batch, ordinal);
        for (const effect of others) sendByItself(effect);
      }
      derailed = false;
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

function askOf(cell: Cell, effect: Effect): readonly Ask[] {
  switch (effect.kind) {
    case 'send':
      return [];
    case 'measure-load': {
      const { people, assignment } = cell.input.policy;
      const technicians = people.filter((person) => holdsRole(person, assignment.role));
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
