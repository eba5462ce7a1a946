import { refusal } from '../refusals.ts';
import type { Machine } from './machine.ts';
import { ownerNamed } from './owner.ts';

/**
 * Taken up, formally answered, and over only when the customer says so; unsettled it is taken up again, or referred to
 * somebody outside (S3: first handling and formal answer; S1i: the authority; S1o: opinions logged and answered).
 */
export const COMPLAINT: Machine<'complaint'> = {
  steps: {
    opened: { from: [], by: 'anybody', needs: ['topic'] },
    'taken-up': { from: ['opened', 'unsettled'], by: 'staff' },
    answered: { from: ['taken-up'], by: 'staff' },
    settled: { from: ['answered'], by: 'anybody', ends: 'cleared' },
    unsettled: { from: ['answered'], by: 'anybody' },
    referred: { from: ['unsettled'], by: 'staff', ends: 'cleared' },
    dropped: { from: ['opened', 'taken-up', 'answered', 'unsettled'], by: 'anybody', ends: 'cleared' },
  },
  expects: ({ step }) => {
    if (step === 'answered') return { step: 'settled', who: 'customer' };
    return { step: step === 'taken-up' ? 'answered' : 'taken-up', who: 'owner' };
  },
  begin: ({ definition, values: { topic = '' } }) => {
    const known = Object.keys(definition.topics);
    if (known.includes(topic)) return null;
    return refusal('unknown-topic', '/values/topic', { value: topic, known: known.join(', ') });
  },
  ownerOf: (ask) => {
    const owner = ask.definition.topics[ask.values.topic ?? ''];
    return owner === undefined ? null : ownerNamed(owner, ask);
  },
  take: ({ definition, item, step }) =>
    step === 'referred' && !definition.refer ? refusal('not-referred', '/step', { item: item.id }) : {},
};
