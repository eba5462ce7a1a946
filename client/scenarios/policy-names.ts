import type { PolicyDocument } from '../../domain/policy/document.ts';

/** What a policy calls things, for whoever writes of them. */
export interface PolicyNames {
  readonly people: readonly string[];
  readonly clocks: readonly string[];
  readonly faults: readonly string[];
  readonly kinds: readonly string[];
  /** Of parts and labour. */
  readonly codes: readonly string[];
  readonly certificates: readonly string[];
  readonly isModel: (model: string) => boolean;
}

export function namesOf({ pinned, products }: PolicyDocument): PolicyNames {
  const { people, clocks, faults = [], kinds, prices } = pinned;
  return {
    people: people.map(({ id }) => id),
    clocks: clocks.map(({ id }) => id),
    faults,
    kinds: Object.keys(kinds),
    codes: [...Object.keys(prices.parts), ...Object.keys(prices.labour)],
    certificates: [...new Set(people.flatMap(({ certificates }) => certificates.map(({ name }) => name)))],
    isModel: (model) =>
      Object.keys(products).some((pattern) =>
        pattern.endsWith('*') ? model.startsWith(pattern.slice(0, -1)) : model === pattern,
      ),
  };
}
