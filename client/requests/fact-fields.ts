import { z } from 'zod';
import { isZone } from '../../domain/calendar/expand.ts';
import { type FactName, ORDER_KINDS, PROOFS } from '../../domain/policy/vocabulary.ts';
import { dayNumber } from '../../domain/shared/civil-date.ts';
import { civilDay, email, field, freeText, instant, line, opaqueId, phone, refuseWith } from './fields.ts';

/** A day of any year, 29 February among them: `--02-29`. */
const yearlyDay = field((raw) => {
  const day = String(raw).trim();
  return /^--\d{2}-\d{2}$/.test(day) && dayNumber(`2024${day.slice(1)}`) !== null
    ? day
    : refuseWith('Write a day of the year without the year, such as --05-21.');
});

const zone = field((raw) => {
  const name = String(raw).trim();
  return isZone(name) ? name : refuseWith('Write a place of the zone database, such as Asia/Shanghai.');
});

/** An instant as text: facts are texts. */
const moment = instant.transform((atMs) => new Date(atMs).toISOString());

/** The value of each fact, checked and normalised. */
const factFields = {
  'customer-name': line(),
  phone,
  email,
  address: line(500),
  'fault-description': freeText,
  wish: freeText,
  region: line(64),
  'product-model': line(64),
  'serial-number': line(64),
  'purchase-date': civilDay,
  'order-number': line(64),
  'order-date': civilDay,
  'delivery-date': civilDay,
  'installation-date': civilDay,
  'acceptance-date': civilDay,
  'completion-date': civilDay,
  'manufacture-date': civilDay,
  proof: z.enum(PROOFS),
  'order-kind': z.enum(ORDER_KINDS),
  shop: line(64),
  part: opaqueId(64),
  fault: opaqueId(64),
  'wished-by': moment,
  birthday: yearlyDay,
  'customer-zone': zone,
  'factory-name': line(),
  referrer: line(),
  'special-wish': freeText,
  'preferred-technician': opaqueId(64),
  'excluded-technician': opaqueId(64),
} satisfies Record<FactName, z.ZodType>;

export const facts = z.strictObject(factFields).partial();
