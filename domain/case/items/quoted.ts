import type { PinnedPolicy } from '../../policy/pinned.ts';
import { amountText } from '../../pricing/amount-text.ts';
import type { Refusal } from '../refusals.ts';
import { refusal } from '../refusals.ts';
import type { CaseState } from '../state.ts';
import type { Item } from './item.ts';

/** What a case's quotations come to, all that count together; null in a case that has none. */
interface Quoted {
  /** In minor units of the policy's currency. */
  readonly acceptedMinor: number;
  /** Whether the customer said yes to all of it, and was not only told. */
  readonly consent: boolean;
}

/** One quotation adds to another: the second is for what the first did not have. */
function quotedIn({ items: all = [] }: CaseState, { items = {} }: PinnedPolicy): Quoted | null {
  const quotations = all.filter(({ is, step }) => is === 'quotation' && step !== 'dropped');
  if (quotations.length === 0) return null;
  const accepted = quotations.filter(isAccepted);
  const consent = accepted.every(({ name }) => {
    const definition = items[name];
    return definition?.is === 'quotation' && definition.answer === 'consent';
  });
  return { acceptedMinor: sum(accepted), consent };
}

/** Refuses a fee that is more than the customer accepted or was told; null where none was quoted, or it is within that. */
export function refuseAboveQuotation(state: CaseState, policy: PinnedPolicy, feeMinor: number): Refusal | null {
  const quoted = quotedIn(state, policy);
  if (quoted === null) return null;
  const leftMinor = Math.max(0, quoted.acceptedMinor - (state.billedMinor ?? 0));
  if (feeMinor <= leftMinor) return null;
  const { currency } = policy;
  return refusal('above-quotation', '', {
    amount: amountText(feeMinor, currency),
    accepted: amountText(leftMinor, currency),
  });
}

/** Whether the customer's yes to a price is on record already: nobody asks for it again. */
export function hasConsented(state: CaseState, policy: PinnedPolicy): boolean {
  const quoted = quotedIn(state, policy);
  return quoted !== null && quoted.acceptedMinor > 0 && quoted.consent;
}

/** What is to be paid of a quotation: all of it, or where the work is billed already no more than that. */
export function owedMinor({ amountMinor = 0 }: Item, { billedMinor, items = [] }: CaseState): number {
  if (billedMinor === undefined) return amountMinor;
  const paid = sum(items.filter(({ is, step }) => is === 'quotation' && step === 'paid'));
  return Math.min(amountMinor, Math.max(0, billedMinor - paid));
}

function isAccepted({ step }: Item): boolean {
  return step === 'accepted' || step === 'paid';
}

function sum(items: readonly Item[]): number {
  return items.reduce((total, { amountMinor = 0 }) => total + amountMinor, 0);
}
