import type { Traits } from '../policy/match.ts';
import type { Carriers } from '../policy/people.ts';
import { plainFact } from './facts.ts';
import type { CaseState } from './state.ts';

/** What policy filters may ask about a case. */
export function traitsOf(state: CaseState): Traits {
  const { kind, grade, urgency, tier, way, channel, facts, warranty, cause, marks } = state;
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
    fault: plainFact(facts, 'fault'),
    marks,
  };
}

/** Who carries the case now. */
export function carriersOf(state: CaseState): Carriers {
  const { leadId, technicianId, facts } = state;
  return { leadId, technicianId, region: plainFact(facts, 'region') };
}
