import { amountText } from '../../pricing/amount-text.ts';
import { judge } from '../../remedy/rules.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { claimedBy } from './claim.ts';
import type { Item } from './item.ts';
import type { Machine, Taken } from './machine.ts';
import { ownerNamed } from './owner.ts';

const CLAIM = ['remedy', 'ground', 'packaging', 'points', 'differenceMinor', 'quantity', 'amountMinor'] as const;

/**
 * Goods that come back (S1f, S1k). They are accepted only on the policy's terms. Nothing is sent or paid out before they
 * were inspected and found right, and an owed difference is paid; what is not right goes back to the customer, and so does
 * what we have when a claim is withdrawn.
 */
export const RETURN: Machine<'return'> = {
  steps: {
    opened: { from: [], by: 'anybody', may: CLAIM },
    accepted: { from: ['opened'], by: 'staff', may: CLAIM },
    refused: { from: ['opened'], by: 'staff', ends: 'cleared' },
    collected: { from: ['accepted'], by: 'staff', may: ['referenceId'], owes: true },
    received: { from: ['accepted', 'collected'], by: 'staff', owes: true },
    inspected: { from: ['received'], by: 'staff', needs: ['finding'], owes: true },
    'difference-paid': { from: ['inspected'], by: 'staff', needs: ['amountMinor'], owes: true },
    dispatched: { from: ['inspected', 'difference-paid'], by: 'staff', may: ['referenceId'], ends: 'cleared' },
    refunded: { from: ['inspected'], by: 'staff', ends: 'cleared' },
    'sent-back': { from: ['received', 'inspected'], by: 'staff', may: ['referenceId'], ends: 'cleared' },
    dropped: { from: ['opened', 'accepted'], by: 'anybody', ends: 'cleared' },
  },
  expects: (item, { collects }) => {
    switch (item.step) {
      case 'opened':
        return { step: 'accepted', who: 'owner' };
      case 'accepted':
        return collects === 'customer' ? { step: 'received', who: 'customer' } : { step: 'collected', who: 'owner' };
      case 'collected':
        return { step: 'received', who: 'owner' };
      case 'received':
        return { step: 'inspected', who: 'owner' };
      default:
        return afterInspection(item);
    }
  },
  ownerOf: (ask) => ownerNamed(ask.definition.owner, ask),
  waitsFor: (item) => (afterInspection(item).who === 'customer' ? 'waiting-for-payment' : null),
  take: (ask) => {
    switch (ask.step) {
      case 'accepted':
        return accepted(ask);
      case 'difference-paid':
      case 'dispatched':
      case 'refunded':
        return paidOrSent(ask);
      default:
        return {};
    }
  },
};

type Asked = Parameters<NonNullable<(typeof RETURN)['take']>>[0];

function afterInspection({ step, finding, claim, grant }: Item) {
  if (finding === 'failed') return { step: 'sent-back', who: 'owner' } as const;
  if (step === 'inspected' && grant?.owedMinor !== undefined) {
    return { step: 'difference-paid', who: grant.owedMinor > 0 ? 'customer' : 'owner' } as const;
  }
  return { step: claim?.remedy === 'return' ? 'refunded' : 'dispatched', who: 'owner' } as const;
}

/** A refund needs an amount; all else is in the terms. */
function accepted(ask: Asked): Taken | Refusal {
  const { item, step, values, definition } = ask;
  const claimed = claimedBy(ask, item);
  const judgement = judge(definition.rules, claimed);
  if (judgement.kind === 'unclear') {
    return refusal('remedy-unclear', '/values', { item: item.id, missing: judgement.missing.join(', ') });
  }
  if (judgement.kind === 'refused') {
    const { condition, allowed, found, rule } = judgement;
    const where = rule === undefined ? {} : { rule };
    return refusal('remedy-not-allowed', '/step', { item: item.name, condition, allowed, found, ...where });
  }
  const amountMinor = values.amountMinor ?? item.amountMinor;
  if (claimed.claim.remedy === 'return' && amountMinor === undefined) {
    return refusal('item-value-missing', '/values/amountMinor', { value: 'amountMinor', step });
  }
  return { grant: judgement.grant, payer: judgement.payer };
}

function paidOrSent({ item, step, values, context }: Asked): Taken | Refusal {
  const { finding, claim, grant } = item;
  const owedMinor = Math.abs(grant?.owedMinor ?? 0);
  const amount = amountText(owedMinor, context.policy.currency);
  if (finding === 'failed') return refusal('inspection-failed', '/step', { item: item.id });
  if (step === 'difference-paid') {
    return values.amountMinor === owedMinor ? {} : refusal('amount-not-owed', '/values/amountMinor', { amount });
  }
  const remedy = claim?.remedy ?? '';
  if ((step === 'refunded') !== (remedy === 'return'))
    return refusal('other-remedy', '/step', { item: item.id, remedy });
  return owedMinor > 0 && item.step === 'inspected' ? refusal('difference-unpaid', '/step', { amount }) : {};
}
