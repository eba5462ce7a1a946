import type { CaseKind, FactName, IntakeChannel, Tier, Urgency } from '../policy/vocabulary.ts';
import type { VaultId } from '../shared/ids.ts';

/** A fact as the workflow knows it: the value itself, or where it lies when it is personal or free text. */
export type FactValue = { readonly value: string } | { readonly vaultId: VaultId };
export type Facts = Readonly<Partial<Record<FactName, FactValue>>>;

export { INTAKE_CHANNELS, type IntakeChannel } from '../policy/vocabulary.ts';

/** What is known of a request besides its facts. */
export interface RequestTraits {
  readonly kind: CaseKind;
  readonly urgency: Urgency;
  readonly tier: Tier;
  readonly locale: string;
  readonly channel: IntakeChannel;
}

/** The plain value of a fact, or null when it is unknown or in the vault. */
export function plainFact(facts: Facts, name: FactName): string | null {
  const fact = facts[name];
  return fact !== undefined && 'value' in fact ? fact.value : null;
}
