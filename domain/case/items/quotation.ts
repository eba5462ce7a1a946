import { waitFrom } from '../../calendar/wait.ts';
import type { QuotationDefinition } from '../../policy/pinned-items.ts';
import { chargeLines } from '../../pricing/charge-lines.ts';
import { feeMinor } from '../../pricing/fee.ts';
import { refuseUnlisted } from '../../pricing/listed.ts';
import { outcomeOfCause } from '../../warranty/causes.ts';
import type { Refusal } from '../refusals.ts';
import { refusal } from '../refusals.ts';
import { traitsOf } from '../traits.ts';
import type { Item } from './item.ts';
import type { Ask, Machine, Taken } from './machine.ts';
import { ownerNamed } from './owner.ts';
import { owedMinor } from './quoted.ts';

/**
 * What work will cost, by the rules of the price list: nobody types an amount, but for what the market asks for a part
 * (S1b). Sent, it waits for the customer's word and, where it is to be paid first, for the money (S4); where a price is
 * only told (S3), and where nothing is to be paid, it is taken as accepted.
 */
export const QUOTATION: Machine<'quotation'> = {
  steps: {
    opened: { from: [], by: 'staff' },
    sent: { from: ['opened', 'sent'], by: 'staff', may: ['cause', 'parts', 'labour', 'fees'] },
    accepted: { from: ['sent'], by: 'anybody' },
    paid: { from: ['accepted'], by: 'staff', ends: 'cleared' },
    declined: { from: ['sent'], by: 'anybody', ends: 'barred' },
    lapsed: { from: ['sent'], by: 'nobody', ends: 'barred' },
    dropped: { from: ['opened', 'sent', 'accepted'], by: 'staff', ends: 'barred' },
  },
  expects: ({ step }) => {
    if (step === 'sent') return { step: 'accepted', who: 'customer' };
    return step === 'accepted' ? { step: 'paid', who: 'customer' } : { step: 'sent', who: 'owner' };
  },
  ownerOf: (ask) => ownerNamed(ask.definition.owner, ask),
  atOnce: (item, { answer }) =>
    item.step === 'sent' && (answer === 'none' || item.amountMinor === 0) ? 'accepted' : null,
  ending: ({ amountMinor }, step, { payment }) =>
    step === 'accepted' && (payment === 'none' || amountMinor === 0) ? 'cleared' : undefined,
  lets: ({ step }, { payment }, target) => step === 'accepted' && payment === 'after' && target !== 'closing',
  waitsFor: ({ step }, { payment }) => {
    if (step === 'sent') return 'waiting-for-consent';
    return step === 'accepted' && payment === 'before' ? 'waiting-for-payment' : null;
  },
  due: ({ step, validUntilMs }) =>
    step === 'sent' && validUntilMs !== undefined ? { atMs: validUntilMs, step: 'lapsed' } : null,
  take: (ask) => {
    const { step, item, state, values } = ask;
    if (step === 'sent') return priced(ask);
    return step === 'paid' ? { values: { ...values, amountMinor: owedMinor(item, state) } } : {};
  },
};

function priced(ask: Ask<QuotationDefinition> & { readonly item: Item }): Taken | Refusal {
  const { state, values, definition, atMs, context } = ask;
  const { prices, warranty: rules } = context.policy;
  const { parts = [], labour = [], fees = [] } = values;
  const wrong = refuseUnlisted({ parts, labour, fees }, prices);
  if (wrong !== null) return { ...wrong, place: `/values${wrong.place}` };
  const cause = values.cause ?? state.cause ?? 'other';
  if (outcomeOfCause(rules, state.warranty, cause) === 'refuse') {
    return refusal('service-refused', '/values/cause', { cause });
  }
  const job = { cause, parts, labour, fees, warranty: state.warranty, traits: { ...traitsOf(state), cause } };
  const amountMinor = feeMinor(prices, rules, job);
  // Only a receipt asks what it is made of.
  const lines = context.policy.receipts === undefined ? {} : { lines: chargeLines(prices, rules, job) };
  return { values: { ...values, amountMinor, ...lines, ...validity(definition, atMs, context) } };
}

function validity({ valid, answer }: QuotationDefinition, atMs: number, { calendars }: Ask<never>['context']) {
  if (valid === null || answer === 'none') return {};
  const { forMs, hours } = valid;
  return { validUntilMs: waitFrom(calendars.spans[hours] ?? [], atMs, forMs) };
}
