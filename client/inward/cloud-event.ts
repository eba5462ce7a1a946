import { z } from 'zod';
import { refusal } from '../../domain/case/refusals.ts';
import { INWARD_TYPES, type InwardType } from '../../domain/inward/event.ts';
import { RefusedError } from '../errors.ts';
import { readBody } from '../requests/body.ts';
import { civilDay, field, instant, line, opaqueId, wholeNumber } from '../requests/fields.ts';
import { refusalsOf } from '../requests/issues.ts';

/** `order.delivered`, or with the name of whoever says so in front: `com.example.order.delivered`. */
const type = field<InwardType>((raw) => {
  const text = String(raw);
  const found = INWARD_TYPES.find((one) => text === one || text.endsWith(`.${one}`));
  return found ?? refusal('unknown-event', '', { value: text.slice(0, 60), known: INWARD_TYPES.join(', ') });
});

/** Three letters, as `pricing` compares them. */
const currency = field((raw) =>
  /^[A-Z]{3}$/.test(String(raw))
    ? String(raw)
    : refusal('invalid-request', '', { detail: 'Write the three letters of the currency, such as CNY.' }),
);

/** What an event is about; systems may say more than we read. */
const data = z.looseObject({
  /** The case, where the sender knows it, or the name under which the sender opened it. */
  caseId: opaqueId(64).optional(),
  openedAs: z.looseObject({ source: opaqueId(64).default('desk'), reference: line() }).optional(),
  /** The line of the case, by its id or its name in the policy. */
  item: opaqueId(64).optional(),
  /** The unit as the register calls it. */
  unit: opaqueId(64).optional(),
  orderNumber: line(64).optional(),
  serialNumber: line(64).optional(),
  trackingNumber: line(64).optional(),
  /** The day it happened, where `time` is not the whole truth. */
  on: civilDay.optional(),
  amountMinor: wholeNumber.min(1).optional(),
  currency: currency.optional(),
  /** The body of OpenCase, for where the policy opens a case; checked when it does. */
  opening: z.record(z.string(), z.unknown()).optional(),
});

/** A CloudEvent 1.0 in its structured mode. Attributes we do not read are left alone. */
export const CLOUD_EVENT = z.looseObject({
  specversion: z.literal('1.0'),
  id: line(),
  source: line(500),
  type,
  time: instant.optional(),
  data,
});

export type CloudEvent = z.output<typeof CLOUD_EVENT>;
export type EventData = CloudEvent['data'];

/** Throws `RefusedError` with every fault of it. */
export function parseCloudEvent(raw: unknown): CloudEvent {
  const read = readBody(raw);
  if ('refusal' in read) throw new RefusedError([read.refusal]);
  const result = CLOUD_EVENT.safeParse(read.body);
  if (!result.success) {
    const [first, ...others] = refusalsOf(result.error.issues, read.body, () => []);
    throw new RefusedError([first!, ...others]);
  }
  const { type: of, data: about } = result.data;
  if (of === 'payment.received' && (about.amountMinor === undefined || about.currency === undefined)) {
    const detail = 'Say how much in minor units (amountMinor) and of which currency.';
    throw new RefusedError([refusal('invalid-request', '/data', { detail })]);
  }
  return result.data;
}
