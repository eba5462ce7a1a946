import { type ConsentPurpose, MESSAGE_PURPOSES, type MessagePurpose } from '../policy/consent-words.ts';
import { CHANNELS, type Channel } from '../policy/vocabulary.ts';

/** What a customer said: of one channel or purpose, or (null) of all. */
export interface ConsentWord {
  readonly consent: 'given' | 'withdrawn';
  readonly channel: Channel | null;
  readonly purpose: ConsentPurpose | null;
}

/** A channel and a purpose that the customer does not want together, such as `sms/greeting`. */
export type Withheld = `${Channel}/${MessagePurpose}`;

/** What is withheld after another word: the last one counts for all that it speaks of. */
export function withheldAfter(before: readonly Withheld[], word: ConsentWord): readonly Withheld[] {
  const meant = meantBy(word);
  const others = before.filter((one) => !meant.includes(one));
  return word.consent === 'given' ? others : [...others, ...meant];
}

export function isWithheld(withheld: readonly Withheld[] | undefined, channel: Channel, purpose: MessagePurpose) {
  return withheld?.includes(`${channel}/${purpose}`) === true;
}

/** Only who stops a channel as a whole stops the service on it, too. */
function meantBy({ channel, purpose }: ConsentWord): readonly Withheld[] {
  const channels = channel === null ? CHANNELS : [channel];
  const purposes = purpose === null ? MESSAGE_PURPOSES : [purpose];
  return channels.flatMap((one) => purposes.map((what): Withheld => `${one}/${what}`));
}
