import { filterOf } from './filter-of.ts';
import type { DepotRepairDefinition } from './pinned-depot.ts';
import type { SourceItem } from './schema-items.ts';

/** The values of a depot repair; the check has found `brings` to be written. */
export function depotOf({
  brings = 'by-hand',
  freight = [],
  checklist = [],
  agrees,
}: SourceItem): Pick<DepotRepairDefinition, 'brings' | 'freight' | 'checklist' | 'agrees'> {
  return {
    brings,
    freight: freight.map(({ when, payer }) => ({ when: filterOf(when), payer })),
    checklist,
    ...(agrees ? { agrees } : {}),
  };
}
