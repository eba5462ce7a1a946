import fc from 'fast-check';
import { allowedResults, checkVisits } from '../../domain/policy/check/visits.ts';
import type { PolicySource } from '../../domain/policy/schema.ts';
import { some } from './random-rules.ts';

/** What a policy may ask of a visit. */
export const visitRules = fc.record(
  {
    checklist: some(['badge', 'list']),
    results: fc.constantFrom(['solved'], ['solved', 'irreparable'], ['solved', 'second-visit', 'irreparable']),
    missed: fc.record({ customer: fc.integer({ min: 1, max: 2 }), technician: fc.constant(1) }, { requiredKeys: [] }),
    incidents: fc.constant(['rude']),
    signed: fc.constant('before-leaving'),
  },
  { requiredKeys: [] },
);

/** The policy with what its plans and items make of that: what nobody comes to is left out. */
export function withFittingVisits(source: PolicySource): PolicySource {
  const takesIn = Object.values(source.items ?? {}).some(({ opens }) =>
    opens.some(({ when }) => when.results?.includes('taken-in')),
  );
  const results = takesIn ? { results: [...allowedResults(source), 'taken-in' as const] } : {};
  const visit = { ...source.visit, ...results };
  const keys = checkVisits({ ...source, visit }).map(({ path }) => path[1]);
  const fitting = Object.fromEntries(Object.entries(visit).filter(([key]) => !keys.includes(key)));
  return { ...source, visit: fitting as NonNullable<PolicySource['visit']> };
}
