import { matches } from '../../policy/match.ts';
import type { DepotRepairDefinition } from '../../policy/pinned-depot.ts';
import type { FaultCause } from '../../policy/vocabulary.ts';
import { outcomeOfCause } from '../../warranty/causes.ts';
import { type Refusal, refusal } from '../refusals.ts';
import { traitsOf } from '../traits.ts';
import { refuseUnticked } from './checklist.ts';
import type { Ask, Machine, Taken } from './machine.ts';
import { ownerNamed } from './owner.ts';

/**
 * A unit that comes to the workshop and goes back (S3, S4: couriers and live status; S1i: the cause that is found decides
 * who pays). A courier's number is personal and lies in the vault.
 */
export const DEPOT_REPAIR: Machine<'depot-repair'> = {
  steps: {
    opened: { from: [], by: 'staff', may: ['agreedMs'] },
    sent: { from: ['opened'], by: 'anybody', needs: ['referenceId'] },
    // What was sent without a word to us arrives all the same.
    received: { from: ['opened', 'sent'], by: 'staff', may: ['agreedMs'] },
    diagnosed: { from: ['received'], by: 'staff', needs: ['cause'], may: ['agreedMs'] },
    repaired: { from: ['diagnosed'], by: 'staff' },
    irreparable: { from: ['diagnosed'], by: 'staff' },
    unrepaired: { from: ['diagnosed'], by: 'staff' },
    shipped: {
      from: ['repaired', 'irreparable', 'unrepaired'],
      by: 'staff',
      needs: ['referenceId'],
      may: ['checklist'],
    },
    delivered: { from: ['shipped'], by: 'anybody', ends: 'cleared' },
    'handed-back': {
      from: ['repaired', 'irreparable', 'unrepaired'],
      by: 'staff',
      may: ['checklist'],
      ends: 'cleared',
    },
    scrapped: { from: ['irreparable'], by: 'staff', ends: 'cleared' },
    dropped: { from: ['opened', 'sent'], by: 'staff', ends: 'cleared' },
  },
  expects: ({ step, terms }, { brings }) => {
    switch (step) {
      case 'opened':
        if (brings === 'by-hand') return { step: 'received', who: 'owner' };
        return { step: 'sent', who: brings === 'customer-courier' ? 'customer' : 'owner' };
      case 'sent':
        return { step: 'received', who: 'owner' };
      case 'received':
        return { step: 'diagnosed', who: 'owner' };
      case 'diagnosed':
        return { step: terms === 'refuse' ? 'unrepaired' : 'repaired', who: 'owner' };
      case 'shipped':
        return { step: 'delivered', who: 'owner' };
      default:
        return { step: brings === 'by-hand' ? 'handed-back' : 'shipped', who: 'owner' };
    }
  },
  begin: ({ definition, values }) =>
    definition.agrees && values.agreedMs === undefined
      ? refusal('item-value-missing', '/values/agreedMs', { value: 'agreedMs', step: 'opened' })
      : null,
  ownerOf: (ask) => ownerNamed(ask.definition.owner, ask),
  take: (ask) => {
    const { definition, item, step, values, by } = ask;
    switch (step) {
      case 'sent':
        return sentBy(definition, item.id, by.kind);
      case 'diagnosed':
        return values.cause === undefined ? {} : found(ask, values.cause);
      case 'repaired':
        return item.terms === 'refuse' ? refusal('repair-refused', '/step', { cause: item.cause ?? '' }) : {};
      case 'shipped':
      case 'handed-back':
        return refuseUnticked(item.name, definition.checklist, values.checklist) ?? {};
      default:
        return {};
    }
  },
};

function sentBy({ brings }: DepotRepairDefinition, item: string, by: string): Taken | Refusal {
  if (brings === 'by-hand') return refusal('nothing-is-sent', '/step', { item });
  return brings === 'our-courier' && by === 'customer' ? refusal('not-your-step', '/by', { step: 'sent' }) : {};
}

/** Who pays for the work and for the carriage, now that the cause is known. */
function found({ state, definition, context }: Ask<DepotRepairDefinition>, cause: FaultCause): Taken {
  const { warranty: rules } = context.policy;
  const traits = { ...traitsOf(state), cause };
  const payer = definition.freight.find(({ when }) => matches(when, traits))?.payer;
  const hasTerms = rules.periods.length > 0 || rules.causes !== undefined;
  return {
    ...(hasTerms ? { terms: outcomeOfCause(rules, state.warranty, cause) } : {}),
    ...(payer === undefined ? {} : { payer }),
  };
}
