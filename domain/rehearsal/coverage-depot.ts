import type { CaseEvent, FactOf } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import { matches } from '../policy/match.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { DepotRepairDefinition } from '../policy/pinned-depot.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** What a policy says of a unit in the workshop, and a case can show. */
export function depotRules(name: string, { freight, checklist, agrees }: DepotRepairDefinition): readonly Rule[] {
  return [
    ...freight.map(({ payer }, i) => ({
      id: `items/${name}/freight/${i}`,
      about: `freight of ${name} on the ${payer}`,
    })),
    ...(checklist.length === 0
      ? []
      : [{ id: `items/${name}/checklist`, about: `${name} does not go back before all of its list is ticked` }]),
    ...(agrees ? [{ id: `items/${name}/agrees`, about: `${name} begins with the time that was agreed` }] : []),
  ];
}

/** The rules of a workshop that an event shows at work, in the case as the event left it. */
export function depotRulesShown(
  policy: PinnedPolicy,
  event: Extract<CaseEvent, FactOf<'ItemOpened' | 'ItemAdvanced'>>,
  state: CaseState,
): readonly RuleId[] {
  const { name, values } = event;
  const definition = policy.items?.[name];
  if (definition?.is !== 'depot-repair') return [];
  if (event.type === 'ItemOpened') {
    return definition.agrees && values.agreedMs !== undefined ? [`items/${name}/agrees`] : [];
  }
  if (values.cause === undefined) return [];
  const row = definition.freight.findIndex(({ when }) => matches(when, traitsOf(state)));
  const isSaid = policy.warranty.causes?.[values.cause] !== undefined;
  return [...(row < 0 ? [] : [`items/${name}/freight/${row}`]), ...(isSaid ? [`warranty/causes/${values.cause}`] : [])];
}
