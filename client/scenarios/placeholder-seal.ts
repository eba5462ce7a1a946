import { FACTS, type FactName } from '../../domain/policy/vocabulary.ts';
import type { Seal } from '../seal.ts';

/** Stands for the vault where nothing is kept: every text gets an id that says where it stood. */
export const PLACEHOLDER_SEAL: Seal = {
  rows: [],
  deliver: async () => {},
  text: (place, content) => (content === null ? null : `vault${place}`),
  facts: (facts) =>
    Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) =>
        value === undefined
          ? []
          : [[name, FACTS[name as FactName] === 'case' ? { value } : { vaultId: `vault/facts/${name}` }]],
      ),
    ),
};
