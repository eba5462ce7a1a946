import { findPerson, holderOf, holdsRole } from '../../policy/people.ts';
import type { PersonId, PinnedPolicy } from '../../policy/pinned.ts';
import type { ApprovalDefinition, Band } from '../../policy/pinned-items.ts';
import { plainFact } from '../facts.ts';
import { refusal } from '../refusals.ts';
import type { CaseState } from '../state.ts';
import type { Machine } from './machine.ts';

/**
 * Leave given by whoever has authority for the amount, or for more (S2). Refused, what it blocks stays blocked: somebody
 * asks anew, or the case is closed by hand.
 */
export const APPROVAL: Machine<'approval'> = {
  steps: {
    opened: { from: [], by: 'staff', may: ['amountMinor'] },
    'passed-up': { from: ['opened', 'passed-up'], by: 'staff' },
    granted: { from: ['opened', 'passed-up'], by: 'staff', ends: 'cleared' },
    refused: { from: ['opened', 'passed-up'], by: 'staff', ends: 'barred' },
    dropped: { from: ['opened', 'passed-up'], by: 'staff', ends: 'barred' },
  },
  expects: () => ({ step: 'granted', who: 'owner' }),
  ownerOf: ({ definition, values, state, context }) =>
    holderIn(bandFor(definition, values.amountMinor), state, context.policy),
  atOnce: (item, definition) =>
    item.step === 'opened' && bandFor(definition, item.amountMinor)?.by === null ? 'granted' : null,
  take: ({ item, step, definition, by, state, context }) => {
    const { policy } = context;
    if (step === 'dropped') return {};
    if (by.kind !== 'staff') return refusal('not-your-step', '/by', { step });
    const needed = definition.bands.indexOf(bandFor(definition, item.amountMinor)!);
    const own = highestBandOf(definition, policy, by.personId);
    if (own < 0) return refusal('not-your-step', '/by', { step });
    if (step !== 'passed-up') {
      return own >= needed ? {} : refusal('above-authority', '/by', { role: definition.bands[needed]?.by ?? '' });
    }
    const from = item.ownerId === null ? own : Math.max(own, highestBandOf(definition, policy, item.ownerId));
    const above = definition.bands[from + 1];
    if (above === undefined) return refusal('nobody-above', '/step');
    return { ownerId: holderIn(above, state, policy) };
  },
};

/** Without an amount it may be any: the last band is asked. */
function bandFor({ bands }: ApprovalDefinition, amountMinor: number | undefined): Band | undefined {
  if (amountMinor === undefined) return bands.at(-1);
  return bands.find(({ upToMinor }) => upToMinor === null || amountMinor <= upToMinor);
}

function highestBandOf({ bands }: ApprovalDefinition, policy: PinnedPolicy, personId: PersonId): number {
  const person = findPerson(policy, personId);
  return bands.findLastIndex(({ by }) => by !== null && person !== null && holdsRole(person, by));
}

function holderIn(band: Band | undefined, { facts }: CaseState, policy: PinnedPolicy): PersonId | null {
  if (band === undefined || band.by === null) return null;
  return holderOf(policy, band.by, plainFact(facts, 'region'))?.id ?? null;
}
