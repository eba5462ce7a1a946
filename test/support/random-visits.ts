import fc from 'fast-check';
import { allowedResults, checkVisits } from '../../domain/policy/check/visits.ts';
import type { PolicySource } from '../../domain/policy/schema.ts';
import { some } from './random-rules.ts';

/** What a policy may ask of a visit. */
export const visitRules = fc
  .tuple(
    fc.constantFrom(
      {},
      { results: ['solved'] },
      { results: ['solved', 'irreparable'] },
      { results: ['solved', 'reinforced'], reinforcedBy: 'tech' },
      { results: ['solved', 'second-visit', 'reinforced'], reinforcedBy: 'tech' },
    ),
    fc.record(
      {
        checklist: some(['badge', 'list']),
        missed: fc.record(
          { customer: fc.integer({ min: 1, max: 2 }), technician: fc.constant(1) },
          { requiredKeys: [] },
        ),
        incidents: fc.constant(['rude']),
        signed: fc.constant('before-leaving'),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([ends, rest]) => ({ ...ends, ...rest }));

/** The policy with what its plans and items make of that: what nobody comes to is left out. */
export function withFittingVisits(source: PolicySource): PolicySource {
  const takesIn = Object.values(source.items ?? {}).some(({ opens }) =>
    opens.some(({ when }) => when.results?.includes('taken-in')),
  );
  const results = takesIn ? { results: [...allowedResults(source), 'taken-in' as const] } : {};
  const visit = { ...source.visit, ...results };
  return { ...source, visit: fitting(source, visit) };
}

type Visit = NonNullable<PolicySource['visit']>;

/** One thing that is left out may leave another without sense. */
function fitting(source: PolicySource, visit: Visit): Visit {
  const keys = checkVisits({ ...source, visit }).map(({ path }) => path[1]);
  if (keys.length === 0) return visit;
  return fitting(source, Object.fromEntries(Object.entries(visit).filter(([key]) => !keys.includes(key))) as Visit);
}
