import type { Facts, FactValue } from '../domain/case/facts.ts';
import { FACTS, type FactName } from '../domain/policy/vocabulary.ts';
import type { CaseId, CommandId, OrganisationId, VaultId } from '../domain/shared/ids.ts';
import { type LookUpKind, lookUpOf, type VaultKey, vaultIdOf } from './fingerprint.ts';
import type { RequestFacts } from './requests/bodies.ts';
import type { Store } from './store.ts';

export interface VaultRow {
  readonly id: VaultId;
  readonly caseId: CaseId;
  readonly content: string;
  /** Of a number by which others find the case. */
  readonly lookUp?: string;
}

/** Takes texts out of one command and gives ids for them. */
export interface Seal {
  /** What the vault must hold before the command is sent. */
  readonly rows: readonly VaultRow[];
  /** Puts the rows into the vault; once is enough, however often the command is sent. */
  readonly deliver: (store: Pick<Store, 'putVault'>, organisationId: OrganisationId) => Promise<void>;
  readonly text: (place: string, content: string | null) => VaultId | null;
  readonly facts: (facts: RequestFacts) => Facts;
}

/** By which texts of a command others may find the case. */
const FOUND_BY: Readonly<Record<string, LookUpKind>> = {
  '/facts/order-number': 'order-number',
  '/facts/serial-number': 'serial-number',
  '/reference': 'parcel',
};

export function createSeal(key: VaultKey, caseId: CaseId, commandId: CommandId, fingerprint: string): Seal {
  const rows: VaultRow[] = [];
  let delivered = false;
  const seal = (place: string, content: string): VaultId => {
    const id = vaultIdOf(key, commandId, place, fingerprint);
    const kind = FOUND_BY[place];
    rows.push({ id, caseId, content, ...(kind === undefined ? {} : { lookUp: lookUpOf(key, kind, content) }) });
    return id;
  };
  const factValue = (name: FactName, value: string): FactValue =>
    FACTS[name] === 'case' ? { value } : { vaultId: seal(`/facts/${name}`, value) };
  return {
    rows,
    deliver: async (store, organisationId) => {
      if (!delivered && rows.length > 0) await store.putVault(organisationId, rows);
      delivered = true;
    },
    text: (place, content) => (content === null ? null : seal(place, content)),
    facts: (facts) => {
      const known = Object.entries(facts).filter((entry): entry is [FactName, string] => entry[1] !== undefined);
      return Object.fromEntries(known.map(([name, value]) => [name, factValue(name, value)]));
    },
  };
}
