import { condition, proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import { effectsOf } from '../domain/case/effects.ts';
import { journalBatch } from '../domain/case/journal.ts';
import type { StageName } from '../domain/policy/vocabulary.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import { type Ending, hasRunLong, isQuiet, renewCalendars } from './case-loop.ts';
import { indexCase } from './index-case.ts';
import {
  type Cell,
  calendarsRunOut,
  contextOf,
  entriesOf,
  eventsOf,
  isOver,
  nextWake,
  openState,
  settleDue,
  takeResult,
} from './live-case.ts';
import { namesOf } from './recorder.ts';
import { describeEffect, runEffect } from './run-effect.ts';
import { createWakeUp } from './wake-up.ts';

/**
 * The loop of runs that began before batches rode with messages: a batch is an activity of its own, and effects start
 * behind it. Goes when no such run is left (docs/decisions/0013-the-journal-rides.md).
 */
export async function runCaseLoopBeforeRiding(cell: Cell): Promise<Ending> {
  const wakeUp = createWakeUp();
  let stage: StageName | null = cell.input.state?.stage.name ?? null;
  for (;;) {
    settleDue(cell);
    if (mustCommit(cell)) {
      await commit(cell);
    } else if (calendarsRunOut(cell)) {
      await renewCalendars(cell);
    } else if (isQuiet(cell) && isOver(cell)) {
      wakeUp.disarm();
      return 'closed';
    } else if (isQuiet(cell) && hasRunLong(cell)) {
      wakeUp.disarm();
      return 'continue';
    } else {
      const { atMs, summary } = nextWake(cell);
      wakeUp.arm(atMs, contextOf(cell).nowMs, summary);
      await condition(() => wakeUp.rang() || mustCommit(cell) || (isQuiet(cell) && (isOver(cell) || hasRunLong(cell))));
    }
    stage = indexCase(cell, stage);
  }
}

/** Outcomes of messages alone wait for the others in flight, so that a burst costs one commit. */
function mustCommit(cell: Cell): boolean {
  const events = eventsOf(cell.unrecorded);
  if (events.length === 0) return cell.unrecorded.length > 0;
  return cell.inFlight.length === 0 || events.some(({ type }) => type !== 'MessageSettled');
}

async function commit(cell: Cell): Promise<void> {
  const batch = journalBatch(entriesOf(cell, cell.unrecorded));
  cell.unrecorded = [];
  const effects = batch.events.flatMap((event) => effectsOf(event, openState(cell)));
  const options = { ...RECORD_OPTIONS, summary: namesOf(batch.events) };
  await proxyActivities<CaseActivities>(RECORD_OPTIONS).commitJournal.executeWithOptions(options, [batch]);
  for (const effect of effects) {
    const entry = { what: describeEffect(effect), sinceMs: contextOf(cell).nowMs };
    cell.inFlight.push(entry);
    void runEffect(cell, effect).then((result) => {
      cell.inFlight = cell.inFlight.filter((other) => other !== entry);
      if (result !== null) takeResult(cell, result);
    });
  }
}
