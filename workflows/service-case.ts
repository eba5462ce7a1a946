import type { UpdateDefinition } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { COMMAND_TYPES, type Command } from '../domain/case/commands.ts';
import type { CaseView } from '../domain/case/view.ts';
import { isQuiet, runCaseLoop } from './case-loop.ts';
import { type Cell, liveCaseOf, openCell, take, validate, viewNow } from './live-case.ts';
import { type Answer, commandUpdates, liveCase, type ServiceCaseInput } from './messages.ts';

/** A case from its opening to its end. Every command is an update; every deadline is a timer; nothing polls. */
export async function serviceCase(input: ServiceCaseInput): Promise<CaseView> {
  const cell = openCell(input);
  listen(cell);
  if (!(await condition(() => cell.state !== null, '60 seconds'))) await endUnopened();
  let ending: 'closed' | 'continue';
  do {
    ending = await runCaseLoop(cell);
    await condition(allHandlersFinished);
  } while (!isQuiet(cell));
  if (ending === 'closed') return viewNow(cell);
  return continueAsNew<typeof serviceCase>({ ...input, calendars: cell.calendars, state: cell.state });
}

function listen(cell: Cell): void {
  for (const type of COMMAND_TYPES) {
    const update: UpdateDefinition<Answer, [Command]> = commandUpdates[type];
    setHandler(update, (command) => take(cell, command), { validator: (command) => validate(cell, command) });
  }
  setHandler(liveCase, () => liveCaseOf(cell));
}

/** A run that nobody opens ends as cancelled, so that the same request, corrected, may start again. */
async function endUnopened(): Promise<never> {
  const { workflowId, runId } = workflowInfo();
  await getExternalWorkflowHandle(workflowId, runId).cancel();
  await sleep('1 day');
  throw new Error('the cancellation of an unopened case did not arrive');
}
