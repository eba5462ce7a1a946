import type { CalendarId } from '../calendar/expanded.ts';
import type { NoticeOccasion, PersonId } from '../policy/pinned.ts';
import type { Channel } from '../policy/vocabulary.ts';
import type { VaultId } from '../shared/ids.ts';

export type MessageRecipient = { readonly kind: 'customer' } | { readonly kind: 'staff'; readonly personId: PersonId };

/**
 * One message that is owed to one recipient on one channel, without any of its text.
 * `key` = case / purpose / revision / recipient / channel: the same key is the same message, whatever is retried.
 */
export interface MessageIntent {
  readonly key: string;
  readonly purpose: NoticeOccasion;
  readonly channel: Channel;
  readonly recipient: MessageRecipient;
  readonly class: 'normal' | 'escalation';
  /** The only hours it may go out in, checked again when it is sent; null is any time. */
  readonly hours: CalendarId | null;
  /** Set when the message speaks of an appointment: a later revision makes it void. */
  readonly appointmentRevision: number | null;
  /** What the template may say besides the case: times, ids, numbers; nothing personal. */
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  /** Where the courier's number lies that it names; read as it is sent. */
  readonly parcelId?: VaultId;
}
