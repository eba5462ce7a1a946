import type { Traits } from '../policy/match.ts';
import type { Carriers } from '../policy/people.ts';
import { plainFact } from './facts.ts';
import type { CaseState } from './state.ts';

/** What policy filters may ask about a case. */
export function traitsOf(state: CaseState): Traits {
  const { kind, grade, urgency, tier, way = null, channel, facts } = state;
  return { kind, grade, urgency, tier, way, channel, productModel: plainFact(facts, 'product-model') };
}

/** Who carries the case now. */
export function carriersOf(state: CaseState): Carriers {
  const { leadId, technicianId, facts } = state;
  return { leadId, technicianId, region: plainFact(facts, 'region') };
}
