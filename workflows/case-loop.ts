import {
  condition,
  proxyActivities,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import { effectsOf } from '../domain/case/effects.ts';
import type { StageName } from '../domain/policy/vocabulary.ts';
import { DAY_MS } from '../domain/shared/time.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import {
  type Cell,
  calendarsRunOut,
  contextOf,
  isOver,
  nextWake,
  openState,
  settleDue,
  takeBatch,
  takeResult,
  viewNow,
} from './live-case.ts';
import { describeEffect, runEffect } from './run-effect.ts';
import { caseSearchAttributes } from './search-attributes.ts';
import { createWakeUp } from './wake-up.ts';

const CALENDAR_DAYS = 90;

/**
 * Carries an open case until it is closed, or until this run has taken enough commands.
 * Order of one turn: what is due is settled; the journal holds it; only then the world is asked for anything.
 */
export async function runCaseLoop(cell: Cell): Promise<'closed' | 'continue'> {
  const wakeUp = createWakeUp();
  let indexedStage: StageName | null = cell.input.state?.stage.name ?? null;
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
      await condition(() => wakeUp.rang() || mustCommit(cell) || (isQuiet(cell) && isDone(cell)));
    }
    indexedStage = index(cell, indexedStage);
  }
}

/** Outcomes of messages alone wait for the others in flight, so that a burst costs one commit. */
function mustCommit(cell: Cell): boolean {
  if (cell.uncommitted.length === 0) return cell.receipts.length > 0;
  return cell.inFlight.length === 0 || cell.uncommitted.some(({ type }) => type !== 'MessageSettled');
}

/** Nothing in flight, nothing that the journal lacks: only then a run may end. */
export function isQuiet(cell: Cell): boolean {
  return cell.inFlight.length === 0 && cell.uncommitted.length === 0 && cell.receipts.length === 0;
}

function isDone(cell: Cell): boolean {
  return isOver(cell) || hasRunLong(cell);
}

function hasRunLong(cell: Cell): boolean {
  return cell.commandsTaken >= cell.input.commandsPerRun || workflowInfo().continueAsNewSuggested;
}

async function commit(cell: Cell): Promise<void> {
  const batch = takeBatch(cell);
  cell.committing = batch.events.length;
  const effects = batch.events.flatMap((event) => effectsOf(event, openState(cell)));
  const summary = batch.events
    .map(({ type }) => type)
    .join(', ')
    .slice(0, 180);
  await proxyActivities<CaseActivities>(RECORD_OPTIONS).commitJournal.executeWithOptions(
    { ...RECORD_OPTIONS, summary },
    [batch],
  );
  cell.committing = 0;
  for (const effect of effects) {
    const entry = { what: describeEffect(effect), sinceMs: contextOf(cell).nowMs };
    cell.inFlight.push(entry);
    void runEffect(cell, effect).then((result) => {
      cell.inFlight = cell.inFlight.filter((other) => other !== entry);
      if (result !== null) takeResult(cell, result);
    });
  }
}

async function renewCalendars(cell: Cell): Promise<void> {
  const { organisationId, policy } = cell.input;
  // From the opening on: clocks and pauses look back as far as that, however long the case lives.
  const fromMs = openState(cell).openedAtMs;
  const days = Math.ceil((contextOf(cell).nowMs - fromMs) / DAY_MS) + CALENDAR_DAYS;
  const request = { organisationId, policyVersion: policy.version, fromMs, days };
  cell.calendars = await proxyActivities<CaseActivities>(RECORD_OPTIONS).expandCalendars(request);
}

/** At most one search-attribute update a stage; the details are for people who open the case in Temporal's pages. */
function index(cell: Cell, indexedStage: StageName | null): StageName {
  const view = viewNow(cell);
  if (view.stage === indexedStage) return indexedStage;
  const { stage, kind, grade, organisationId, nextDeadline, nextStep } = view;
  upsertSearchAttributes(
    caseSearchAttributes({ stage, kind, grade, organisationId, nextDeadlineMs: nextDeadline?.dueAtMs ?? null }),
  );
  setCurrentDetails(
    nextStep === null
      ? `**${stage}**: ${view.outcome}`
      : `**${stage}**: next is *${nextStep.what}* by the ${nextStep.who}`,
  );
  return stage;
}
