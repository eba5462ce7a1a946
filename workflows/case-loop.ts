import { condition, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import { calendarsNeededFrom } from '../domain/case/calendar-window.ts';
import { DAY_MS } from '../domain/shared/time.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import { indexCase, indexedStage } from './index-case.ts';
import { type Cell, calendarsRunOut, contextOf, isOver, nextWake, openState, settleDue } from './live-case.ts';
import { createRecorder } from './recorder.ts';
import { createWakeUp } from './wake-up.ts';

const CALENDAR_DAYS = 90;
/** Care lives for years, and a deployment replays what one run has lived: about a year. */
const RENEWALS_A_RUN = 6;

export type Ending = 'closed' | 'continue';

/**
 * Carries an open case until it is closed, or until this run has taken enough commands. In a turn what is due is
 * settled, and what is new goes to the journal and out into the world.
 */
export async function runCaseLoop(cell: Cell): Promise<Ending> {
  const wakeUp = createWakeUp();
  const recorder = createRecorder(cell);
  let stage = indexedStage();
  for (;;) {
    settleDue(cell);
    if (isAtRest(cell)) stage = indexCase(cell, stage);
    if (recorder.hasWork()) {
      recorder.start();
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
      const mustIndex = () => isAtRest(cell) && openState(cell).stage.name !== stage;
      await condition(() => wakeUp.rang() || recorder.hasWork() || mustIndex() || (isQuiet(cell) && isDone(cell)));
    }
  }
}

/** Nothing in flight, nothing that the journal lacks: only then a run may end. */
export function isQuiet(cell: Cell): boolean {
  return cell.inFlight.length === 0 && cell.unrecorded.length === 0;
}

/** Stages that a case only passes through are not worth a write to the server's index. */
function isAtRest(cell: Cell): boolean {
  return cell.unrecorded.length === 0;
}

function isDone(cell: Cell): boolean {
  return isOver(cell) || hasRunLong(cell);
}

export function hasRunLong(cell: Cell): boolean {
  if (cell.commandsTaken >= cell.input.commandsPerRun || workflowInfo().continueAsNewSuggested) return true;
  return cell.renewals >= RENEWALS_A_RUN && openState(cell).kind === 'care';
}

export async function renewCalendars(cell: Cell): Promise<void> {
  const { organisationId, policy } = cell.input;
  const { nowMs } = contextOf(cell);
  const fromMs = calendarsNeededFrom(openState(cell), nowMs);
  const days = Math.ceil((nowMs - fromMs) / DAY_MS) + CALENDAR_DAYS;
  const request = { organisationId, policyVersion: policy.version, fromMs, days };
  cell.calendars = await proxyActivities<CaseActivities>(RECORD_OPTIONS).expandCalendars(request);
  cell.renewals += 1;
}
