import type { Facts } from '../case/facts.ts';
import { CHANNELS, type Channel } from '../policy/vocabulary.ts';
import type { VaultId } from '../shared/ids.ts';
import type { ConsentWord } from './withheld.ts';

/** A customer's word as it goes to the ledger of consent: whom it is about is where their addresses lie in the vault. */
export interface ConsentNote extends Omit<ConsentWord, 'channel'> {
  /** On the case's clock. */
  readonly atMs: number;
  readonly addresses: Readonly<Partial<Record<Channel, VaultId>>>;
}

const ADDRESSES = { sms: 'phone', email: 'email' } as const;

export function noteOfConsent(
  { consent, channel, purpose, atMs }: ConsentWord & { readonly atMs: number },
  facts: Facts,
): ConsentNote {
  const channels = channel === null ? CHANNELS : [channel];
  const addresses = channels.flatMap((one) => {
    const fact = facts[ADDRESSES[one]];
    return fact !== undefined && 'vaultId' in fact ? [[one, fact.vaultId]] : [];
  });
  return { consent, purpose, atMs, addresses: Object.fromEntries(addresses) };
}
