import type { MessageRecipient } from '../notice/intent.ts';
import type { ConsentPurpose, MessagePurpose } from '../policy/consent-words.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { NoticeTrigger } from '../policy/vocabulary.ts';

/** Occasions that are no service to the customer but a question of ours, or care in later life. */
const PURPOSES: Readonly<Record<string, ConsentPurpose | undefined>> = {
  'callback-asked': 'survey',
  'callback-asked-again': 'survey',
  'follow-up-asked': 'care',
} satisfies Partial<Record<NoticeTrigger, ConsentPurpose>>;

/** What an occasion is told to a customer for; those of long-term care say it themselves. */
export function purposeOf(occasion: string, { care }: Pick<PinnedPolicy, 'care'>): MessagePurpose {
  const ofCare = care?.occasions.find(({ name }) => occasion === `${name}.due`);
  return ofCare?.purpose ?? PURPOSES[occasion] ?? 'service';
}

/** What a message is for: staff are written to for the service only. */
export function purposeOfMessage(
  { recipient, purpose }: { readonly recipient: MessageRecipient; readonly purpose: string },
  policy: Pick<PinnedPolicy, 'care'>,
): MessagePurpose {
  return recipient.kind === 'customer' ? purposeOf(purpose, policy) : 'service';
}
