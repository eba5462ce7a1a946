import type { ItemName } from '../../policy/item-words.ts';
import type { ItemDefinition, ItemDefinitions } from '../../policy/pinned-items.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import { accept, type Ruling, refuse } from '../ruling.ts';
import type { CaseState } from '../state.ts';
import { blockersOf, named } from './blocks.ts';
import { type Item, type ItemValues, isOpen, type ValueName } from './item.ts';
import { isRefusal, type Step } from './machine.ts';
import { endingOf, machineOf } from './machines.ts';
import { openedItem } from './opened.ts';

/** Items that may be open before people are asked to end some: each is carried by the case. */
const MOST_OPEN = 24;

/** Somebody opens a line beside the main line. */
export function openItem(state: CaseState, command: CommandOf<'OpenItem'>, context: CaseContext): Ruling {
  const { item: name, values, noteId, by } = command;
  const definition = definitionOf(context.policy.items, name);
  if (definition === undefined) return unknown(context.policy.items, name);
  const { steps, begin } = machineOf(definition.is);
  const atMs = command.effectiveAtMs ?? context.nowMs;
  const wrong = judged(steps.opened!, 'opened', command, atMs);
  if (wrong !== null) return wrong;
  if ((state.items ?? []).filter(isOpen).length >= MOST_OPEN) {
    return refuse('too-many-items', '/item', { most: MOST_OPEN });
  }
  const blocked = blockersOf(state, context.policy, `${name}.opened`);
  if (blocked.length > 0) return refuse('item-blocked', '/item', { step: `${name}.opened`, blockers: named(blocked) });
  const ask = { state, definition, values, by, atMs, context };
  const refused = begin?.(ask) ?? null;
  return refused === null ? accept(openedItem(name, ask, 'command', noteId)) : { refused };
}

/** Somebody says how it goes on with an item. */
export function advanceItem(state: CaseState, command: CommandOf<'AdvanceItem'>, context: CaseContext): Ruling {
  const { step, values, noteId, by } = command;
  const found = findOpen(state, context.policy.items, command.item);
  if ('refused' in found) return found;
  const { item, definition } = found;
  const { steps, take } = machineOf(item.is);
  const taken = Object.hasOwn(steps, step) ? steps[step] : undefined;
  if (taken === undefined || !taken.from.includes(item.step)) {
    const expected = Object.keys(steps).filter((one) => steps[one]?.from.includes(item.step));
    return refuse('wrong-step', '/step', { item: item.id, at: item.step, step, expected: expected.join(', ') });
  }
  const atMs = command.effectiveAtMs ?? context.nowMs;
  if (atMs < item.stepAtMs) {
    const since = new Date(item.stepAtMs).toISOString();
    return refuse('item-step-too-early', '/effectiveAtMs', { item: item.id, at: item.step, since });
  }
  const wrong = judged(taken, step, command, atMs);
  if (wrong !== null) return wrong;
  const blocked = blockersOf(state, context.policy, `${item.name}.${step}`);
  if (blocked.length > 0)
    return refuse('item-blocked', '/step', { step: `${item.name}.${step}`, blockers: named(blocked) });
  const result = take?.({ state, definition, values, by, atMs, context, item, step }) ?? {};
  if (isRefusal(result)) return { refused: result };
  const ended = endingOf(item, step, definition);
  return accept({
    type: 'ItemAdvanced',
    itemId: item.id,
    name: item.name,
    step,
    values,
    ...result,
    ...(ended === undefined ? {} : { ended }),
    noteId,
  });
}

/** Who may say it, and with which values. */
function judged(
  { by, needs = [], may = [] }: Step<string>,
  step: string,
  command: CommandOf<'OpenItem' | 'AdvanceItem'>,
  atMs: number,
): Ruling | null {
  if (by === 'nobody' || (by === 'staff' && command.by.kind === 'customer'))
    return refuse('not-your-step', '/by', { step });
  const given = Object.keys(command.values) as ValueName[];
  const missing = needs.find((value) => !given.includes(value));
  if (missing !== undefined) return refuse('item-value-missing', `/values/${missing}`, { value: missing, step });
  const unwanted = given.find((value) => !needs.includes(value) && !may.includes(value));
  if (unwanted !== undefined) return refuse('item-value-unwanted', `/values/${unwanted}`, { value: unwanted, step });
  return isPast(command.values, atMs) ? refuse('agreed-date-past', '/values/agreedMs') : null;
}

function isPast({ agreedMs }: ItemValues, atMs: number): boolean {
  return agreedMs !== undefined && agreedMs <= atMs;
}

function findOpen(
  state: CaseState,
  definitions: ItemDefinitions = {},
  wanted: string,
): { readonly item: Item; readonly definition: ItemDefinition } | Extract<Ruling, { refused: unknown }> {
  const all = state.items ?? [];
  const byId = all.filter(({ id }) => id === wanted);
  const meant = byId.length > 0 ? byId : all.filter(({ name }) => name === wanted);
  const open = meant.filter(isOpen);
  const [item] = open;
  if (item === undefined) {
    if (meant.length === 0 && definitionOf(definitions, wanted) === undefined) return unknown(definitions, wanted);
    return refusedWith(refuse('item-not-open', '/item', { value: wanted }));
  }
  if (open.length > 1) return refusedWith(refuse('which-item', '/item', { value: wanted, known: named(open) }));
  const definition = definitionOf(definitions, item.name);
  return definition === undefined ? unknown(definitions, wanted) : { item, definition };
}

function definitionOf(definitions: ItemDefinitions = {}, name: ItemName): ItemDefinition | undefined {
  return Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}

function unknown(definitions: ItemDefinitions = {}, value: string) {
  const known = Object.keys(definitions).join(', ') || 'none';
  return refusedWith(refuse('unknown-item', '/item', { value, known }));
}

function refusedWith(ruling: Ruling): Extract<Ruling, { refused: unknown }> {
  if ('refused' in ruling) return ruling;
  throw new Error('a refusal was accepted');
}
