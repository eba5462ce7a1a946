import { isIP } from 'node:net';
import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import { isPublicAddress } from '../../domain/outward/address.ts';
import type { WebhookTarget } from '../../domain/outward/target.ts';
import { type EventChoice, unknownChoices } from '../../domain/outward/types.ts';

export interface EndpointRequest {
  readonly url: string;
  /** `private`: it may lie in our own network, and need not be HTTPS. */
  readonly reach: WebhookTarget['reach'];
  /** Names of events, `case.*` for all about cases; null for every event. */
  readonly types: EventChoice;
}

const URL_LONGEST = 2_000;
const MOST_CHOICES = 100;

/** All that is wrong with an endpoint. Where its name leads to is seen whenever it is connected to. */
export function endpointFaults({ url, reach, types }: EndpointRequest): Refusal[] {
  return [...addressFaults(url, reach, '/url'), ...choiceFaults(types, '/events')];
}

export function addressFaults(url: string, reach: WebhookTarget['reach'], place: string): Refusal[] {
  const schemes = reach === 'public' ? ['https:'] : ['https:', 'http:'];
  const parsed = url.length <= URL_LONGEST && URL.canParse(url) ? new URL(url) : null;
  const plain = parsed !== null && parsed.username === '' && parsed.password === '' && parsed.hash === '';
  if (!plain || !schemes.includes(parsed.protocol)) {
    const wanted = schemes.map((scheme) => `${scheme}//`).join(' or ');
    return [refusal('endpoint-address', place, { schemes: wanted, longest: URL_LONGEST })];
  }
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const closed = host === 'localhost' || (isIP(host) !== 0 && !isPublicAddress(host));
  return reach === 'public' && closed ? [refusal('private-address', place)] : [];
}

export function choiceFaults(types: EventChoice, place: string): Refusal[] {
  if (types === null) return [];
  if (types.length === 0 || types.length > MOST_CHOICES) {
    const detail = `Name 1 to ${MOST_CHOICES} kinds of events, or leave this out for every event.`;
    return [refusal('invalid-request', place, { detail })];
  }
  const unknown = unknownChoices(types).map((one) => one.slice(0, 60));
  return unknown.length === 0 ? [] : [refusal('unknown-event-type', place, { value: unknown.join(', ') })];
}
