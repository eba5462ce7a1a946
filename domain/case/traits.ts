import type { ItemId } from '../policy/item-words.ts';
import type { Traits } from '../policy/match.ts';
import type { Carriers } from '../policy/people.ts';
import { plainFact } from './facts.ts';
import type { CaseState } from './state.ts';

/** What policy filters may ask about a case. */
export function traitsOf(state: CaseState): Traits {
  const { kind, grade, urgency, tier, way, channel, facts, warranty, cause, result, findings, marks } = state;
  return {
    kind,
    grade,
    urgency,
    tier,
    way: way ?? null,
    channel,
    productModel: plainFact(facts, 'product-model'),
    standing: warranty?.standing ?? null,
    cause: cause ?? null,
    result: result ?? null,
    findings,
    fault: plainFact(facts, 'fault'),
    marks,
  };
}

/** Who carries the case now, and the item that something is about. */
export function carriersOf(state: CaseState, itemId?: ItemId): Carriers {
  const { leadId, technicianId, facts, items = [] } = state;
  const carriers = { leadId, technicianId, region: plainFact(facts, 'region') };
  const item = itemId === undefined ? undefined : items.find(({ id }) => id === itemId);
  return item === undefined ? carriers : { ...carriers, ownerId: item.ownerId };
}
