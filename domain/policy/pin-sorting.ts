import type { MarkWords } from '../classification/marks.ts';
import { mapValues } from '../shared/map-values.ts';
import { filterOf, written } from './filter-of.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';

/** The rules that sort a case; absent where the file has none. */
export function pinSorting({ sort }: PolicySource) {
  if (sort === undefined) return {};
  return {
    sort: sort.map(({ name, when, set }) => ({ name, when: filterOf(when), set: written(set) })),
  } satisfies Partial<PinnedPolicy>;
}

/** Word lists with the words of every language together; they stay outside the case. */
export function markWords({ marks }: PolicySource): { readonly marks?: MarkWords } {
  return marks === undefined ? {} : { marks: mapValues(marks, (byLocale) => Object.values(byLocale).flat()) };
}
