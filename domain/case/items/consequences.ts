import { localDate } from '../../calendar/local-day.ts';
import { matches } from '../../policy/match.ts';
import type { ItemDefinition, OpensRow } from '../../policy/pinned-items.ts';
import { occasionsOf } from '../../sla/milestones.ts';
import type { CaseContext } from '../context.ts';
import type { CaseEvent, CaseFact, FactOf } from '../events.ts';
import { unitRepaired } from '../stages/unit.ts';
import type { CaseState } from '../state.ts';
import { traitsOf } from '../traits.ts';
import { type ItemValues, isOpen } from './item.ts';
import { endingOf, machineOf } from './machines.ts';
import { openedItem } from './opened.ts';
import { stepTaken } from './step-taken.ts';

/** Items that an event opens, steps that follow from how the policy is written, and what the case's end drops. */
export function itemConsequences(event: CaseEvent, state: CaseState, context: CaseContext): readonly CaseFact[] {
  if (context.policy.items === undefined) return [];
  if (event.type === 'CaseClosed') {
    return (state.items ?? [])
      .filter(isOpen)
      .map((item) => stepTaken(item, 'dropped', machineOf(item.is).steps.dropped?.ends));
  }
  if (state.stage.name === 'closed') return [];
  return [
    ...(event.type === 'ItemOpened' || event.type === 'ItemAdvanced' ? stepAtOnce(event, state, context) : []),
    ...(event.type === 'ItemAdvanced' ? daySet(event, context) : []),
    ...(event.type === 'ItemAdvanced' && isRepair(event, context) ? unitRepaired(event, state, context) : []),
    ...openedBy(event, state, context),
  ];
}

function openedBy(event: CaseEvent, state: CaseState, context: CaseContext): readonly CaseFact[] {
  const occasions = openersOf(event);
  if (occasions.length === 0) return [];
  const { items = {} } = context.policy;
  const said = valuesSaid(event);
  return Object.entries(items).flatMap(([name, definition]): CaseFact[] => {
    if ((state.items ?? []).some((item) => item.name === name && isOpen(item))) return [];
    const row = definition.opens.find(({ on, when }) => occasions.includes(on) && matches(when, traitsOf(state)));
    if (row === undefined) return [];
    const ask = {
      state,
      definition,
      values: takenOver(definition, said, row),
      by: event.by,
      atMs: event.atMs,
      context,
    };
    return [openedItem(name, ask, row.on, null)];
  });
}

function valuesSaid(event: CaseEvent): ItemValues {
  if (event.type === 'ReportFiled') return event.agreedMs === undefined ? {} : { agreedMs: event.agreedMs };
  return 'values' in event ? event.values : {};
}

/** What an item that opens by itself takes from what it opens on, and from the row that opens it. */
function takenOver(definition: ItemDefinition, { amountMinor, agreedMs }: ItemValues, { topic }: OpensRow): ItemValues {
  if (definition.is === 'complaint') return topic === undefined ? {} : { topic };
  const agrees = definition.is === 'promise' || (definition.is === 'depot-repair' && definition.agrees);
  if (agrees) return agreedMs === undefined ? {} : { agreedMs };
  return definition.is === 'approval' && amountMinor !== undefined ? { amountMinor } : {};
}

/** What an event is to the `opens` of an item. */
export function openersOf(event: CaseEvent): readonly string[] {
  if (event.type === 'NobodyFits') return ['nobody-fits'];
  return event.type === 'ClockBreached' ? [`${event.clockId}.breached`] : occasionsOf(event);
}

function stepAtOnce(
  event: FactOf<'ItemOpened' | 'ItemAdvanced'>,
  state: CaseState,
  { policy }: CaseContext,
): readonly CaseFact[] {
  const item = state.items?.find(({ id }) => id === event.itemId);
  const definition = policy.items?.[event.name];
  if (item === undefined || definition === undefined || !isOpen(item)) return [];
  const step = machineOf(item.is).atOnce?.(item, definition) ?? null;
  return step === null ? [] : [stepTaken(item, step, endingOf(item, step, definition))];
}

/** The day on which a task was done is what a warranty may begin with (S1b, S1m). */
function daySet(event: CaseEvent & FactOf<'ItemAdvanced'>, { policy, calendars }: CaseContext): readonly CaseFact[] {
  const definition = policy.items?.[event.name];
  if (definition?.is !== 'task' || definition.sets === null || event.step !== 'done') return [];
  return [{ type: 'FactsProvided', facts: { [definition.sets]: { value: localDate(calendars, event.atMs) } } }];
}

/** A unit repaired in the workshop is remembered like one whose report was signed. */
function isRepair({ name, step }: FactOf<'ItemAdvanced'>, { policy }: CaseContext): boolean {
  return policy.items?.[name]?.is === 'depot-repair' && step === 'repaired';
}
