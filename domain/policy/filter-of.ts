import type { FactsFilter } from './pinned.ts';
import type { SourceFilter } from './schema-filter.ts';

export function filterOf(filter: SourceFilter): FactsFilter {
  return written(filter);
}

/** Leaves out what was not written, for a stored `undefined` would not survive JSON. */
export function written<T extends object>(block: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const entries = Object.entries(block).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}
