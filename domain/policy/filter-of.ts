import type { FactsFilter } from './pinned.ts';
import type { SourceFilter } from './schema-filter.ts';

/** Leaves out what was not written, for a stored `undefined` would not survive JSON. */
export function filterOf(filter: SourceFilter): FactsFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
