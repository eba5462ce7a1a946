import type { UpdateDefinition } from '@temporalio/common';
import { allHandlersFinished, condition, proxyActivities, setHandler } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import { COMMAND_TYPES, type Command } from '../domain/case/commands.ts';
import type { CaseView } from '../domain/case/view.ts';
import { RECORD_OPTIONS } from './activity-options.ts';
import { type Ending, isQuiet } from './case-loop.ts';
import { type Cell, liveCaseOf, openCell, take, validate, viewNow } from './live-case.ts';
import { type Answer, commandUpdates, liveCase, type ServiceCaseInput } from './messages.ts';

export interface Life {
  /** How the case is carried; asked for once it is open. */
  readonly carry: () => (cell: Cell) => Promise<Ending>;
  /** Continues as new, with what the next run begins with. */
  readonly again: (input: ServiceCaseInput) => Promise<never>;
}

/** A case from its opening to its end. Every command is an update; every deadline is a timer; nothing polls. */
export async function liveThrough(input: ServiceCaseInput, life: Life): Promise<CaseView> {
  const cell = openCell(input);
  listen(cell);
  await condition(() => cell.state !== null, '60 seconds');
  if (cell.state === null) await endUnopened(cell);
  const carry = life.carry();
  let ending: Ending;
  do {
    ending = await carry(cell);
    await condition(allHandlersFinished);
  } while (!isQuiet(cell));
  if (ending === 'closed') return viewNow(cell);
  return life.again({ ...input, calendars: cell.calendars, state: cell.state });
}

function listen(cell: Cell): void {
  for (const type of COMMAND_TYPES) {
    const update: UpdateDefinition<Answer, [Command]> = commandUpdates[type];
    setHandler(update, (command) => take(cell, command), { validator: (command) => validate(cell, type, command) });
  }
  setHandler(liveCase, () => liveCaseOf(cell));
}

/** A run that nobody opens ends as cancelled, so that the same request, corrected, may start again. */
async function endUnopened(cell: Cell): Promise<never> {
  // An opening that was accepted now would be answered, and then cancelled with the run.
  cell.givenUp = true;
  await proxyActivities<CaseActivities>(RECORD_OPTIONS).cancelUnopened();
  await condition(() => false);
  throw new Error('nothing but its cancellation ends an unopened run');
}
