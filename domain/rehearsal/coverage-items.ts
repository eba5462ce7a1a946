import type { CaseEvent } from '../case/events.ts';
import { blockersOf } from '../case/items/blocks.ts';
import type { Refusal } from '../case/refusals.ts';
import type { CaseState } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import { matches } from '../policy/match.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Blocked, ItemDefinition } from '../policy/pinned-items.ts';
import { depotRules, depotRulesShown } from './coverage-depot.ts';
import { quotationRules, quotationRulesShown } from './coverage-quotation.ts';
import { remedyRuleRefusing, remedyRules, remedyRulesShown } from './coverage-remedies.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** What a policy says of lines beside the main line, and a case can show. */
export function itemRules({ items = {} }: PinnedPolicy): readonly Rule[] {
  return Object.entries(items).flatMap(([name, definition]): Rule[] => {
    const { opens, blocks } = definition;
    const opened =
      opens.length === 0
        ? [{ id: `items/${name}`, about: `somebody opens ${name}` }]
        : opens.map(({ on }, i) => ({ id: `items/${name}/opens/${i}`, about: `${name} opens by itself on ${on}` }));
    return [
      ...opened,
      ...blocks.map((target, i) => ({ id: `items/${name}/blocks/${i}`, about: `${target} waits for ${name}` })),
      ...ownRules(name, definition),
    ];
  });
}

function ownRules(name: string, definition: ItemDefinition): Rule[] {
  switch (definition.is) {
    case 'task':
      return [
        ...(definition.checklist.length === 0
          ? []
          : [{ id: `items/${name}/checklist`, about: `${name} is not done before all of its list is ticked` }]),
        ...(definition.sets === null ? [] : [{ id: `items/${name}/sets`, about: `${name} sets ${definition.sets}` }]),
      ];
    case 'promise':
      return [];
    case 'return':
      return remedyRules(name, definition.rules);
    case 'loaner':
      return definition.classes === null
        ? []
        : [{ id: `items/${name}/sameClass`, about: `${name} lends nothing of another class` }];
    case 'complaint':
      return [
        ...Object.keys(definition.topics).map((topic) => ({
          id: `items/${name}/topics/${topic}`,
          about: `${name} about ${topic}`,
        })),
        ...(definition.refer ? [{ id: `items/${name}/refer`, about: `${name} is referred to somebody outside` }] : []),
      ];
    case 'quotation':
      return quotationRules(name, definition);
    case 'depot-repair':
      return [...depotRules(name, definition)];
    case 'approval':
      return definition.bands.map(({ by }, i) => ({
        id: `items/${name}/bands/${i}`,
        about: by === null ? `${name} needs nobody` : `${name} is decided by the ${by}`,
      }));
  }
}

/** The rules of items that an event shows at work, in the case as the event left it. */
export function itemRulesShown(policy: PinnedPolicy, event: CaseEvent, state: CaseState): readonly RuleId[] {
  switch (event.type) {
    case 'ItemOpened':
      return [
        ...openedRules(policy, event.name, event.because, state),
        ...keepingRules(policy, state),
        ...topicRules(event.name, event.values.topic),
        ...depotRulesShown(policy, event, state),
      ];
    case 'ItemAdvanced':
      return [
        ...decidedRules(policy, event.itemId, event.step, state),
        ...keepingRules(policy, state),
        ...quotationRulesShown(policy, event, state),
        ...depotRulesShown(policy, event, state),
      ];
    case 'GateReached':
      return waitingRules(policy, event.before, state);
    default:
      return [];
  }
}

/** The rules of items that a refusal shows at work: an unticked list, and what waits. */
export function itemRulesRefusing(policy: PinnedPolicy, refusal: Refusal): readonly RuleId[] {
  const { items = {} } = policy;
  const { code, place, params } = refusal;
  if (code === 'checklist-incomplete' && place.startsWith('/values/')) return [`items/${params.item}/checklist`];
  if (code === 'remedy-not-allowed') return remedyRuleRefusing(policy, refusal);
  if (code === 'other-class') return [`items/${params.item}/sameClass`];
  if (code !== 'gate-closed' && code !== 'item-blocked') return [];
  const target = code === 'gate-closed' ? 'closing' : String(params.step);
  const names = String(params.blockers)
    .split(', ')
    .map((id) => id.replace(/-\d+$/, ''));
  return names.flatMap((name) => {
    const index = items[name]?.blocks.findIndex((blocked) => blocked === target) ?? -1;
    return index < 0 ? [] : [`items/${name}/blocks/${index}`];
  });
}

/** Of several rows for one occasion the one that fitted the case. */
function openedRules({ items = {} }: PinnedPolicy, name: string, because: string, state: CaseState): RuleId[] {
  const opens = items[name]?.opens ?? [];
  if (because === 'command') return opens.length === 0 ? [`items/${name}`] : [];
  const traits = traitsOf(state);
  const index = opens.findIndex(({ on, when }) => on === because && matches(when, traits));
  return index < 0 ? [] : [`items/${name}/opens/${index}`];
}

function topicRules(name: string, topic: string | undefined): RuleId[] {
  return topic === undefined ? [] : [`items/${name}/topics/${topic}`];
}

function decidedRules({ items = {} }: PinnedPolicy, itemId: string, step: string, { items: all }: CaseState): RuleId[] {
  const item = all?.find(({ id }) => id === itemId);
  const definition = items[item?.name ?? ''];
  if (item !== undefined && definition?.is === 'return') return remedyRulesShown(item, step);
  if (definition?.is === 'complaint' && step === 'referred') return [`items/${item?.name}/refer`];
  if (definition?.is === 'task' && definition.sets !== null && step === 'done') return [`items/${item?.name}/sets`];
  if (item === undefined || definition?.is !== 'approval' || (step !== 'granted' && step !== 'refused')) return [];
  const { amountMinor } = item;
  const index = definition.bands.findIndex(
    ({ upToMinor }) => upToMinor === null || (amountMinor !== undefined && amountMinor <= upToMinor),
  );
  return [`items/${item.name}/bands/${index}`];
}

function waitingRules(policy: PinnedPolicy, before: Blocked, state: CaseState): RuleId[] {
  return blockersOf(state, policy, before).flatMap(({ name }) => {
    const index = policy.items?.[name]?.blocks.indexOf(before) ?? -1;
    return index < 0 ? [] : [`items/${name}/blocks/${index}`];
  });
}

/** In front of a gate, whatever keeps the case there now. */
function keepingRules(policy: PinnedPolicy, state: CaseState): RuleId[] {
  return state.stage.name === 'gate' ? waitingRules(policy, state.stage.before, state) : [];
}
