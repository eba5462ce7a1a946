import { z } from 'zod';
import { afterwardsKeys } from './schema-afterwards.ts';
import { calendarKeys } from './schema-calendars.ts';
import { careKeys } from './schema-care.ts';
import { chargeKeys } from './schema-charges.ts';
import { clockKeys } from './schema-clocks.ts';
import { eventKeys } from './schema-events.ts';
import { feastKeys } from './schema-feasts.ts';
import { itemKeys } from './schema-items.ts';
import { notice } from './schema-notices.ts';
import { person } from './schema-people.ts';
import { planKeys } from './schema-plans.ts';
import { quietKeys } from './schema-quiet.ts';
import { receiptKeys } from './schema-receipts.ts';
import { reportKeys } from './schema-report.ts';
import { sortingKeys } from './schema-sorting.ts';
import { block, count, duration, id, listOf, perLocale, text, wordLists } from './schema-values.ts';
import { visitKeys } from './schema-visits.ts';

/**
 * `policy.yaml` as people write it (docs/reference/policy.md), its topics in files of their own. Values are read
 * (durations to milliseconds, times to minutes), the shape stays the file's, so that a fault found later still points
 * into the file.
 */
export const policySchema = block({
  policy: id,
  zone: text,
  currency: z.string().regex(/^[A-Z]{3}$/, 'write the three letters of the currency, like CNY'),
  locales: z.array(text).min(1, 'write at least one language, like [en]'),
  defaultLocale: text,
  organisation: perLocale(block({ name: text, hotline: text })),
  senders: block({
    smsFrom: text,
    mailFrom: z.email('write one address, like service@example.com'),
    mailReplies: z.email('write one address, like service@example.com').optional(),
    smsADay: z.int().min(1).optional(),
  }),
  words: wordLists,
  regions: z.array(id).min(1, 'write at least one region'),
  roles: z.array(id).min(1, 'write at least one role'),
  ...calendarKeys,
  people: z.record(id, person),
  products: z.record(
    text,
    block({
      name: perLocale(text),
      class: id.optional(),
      warrantyMonths: count.optional(),
      parts: z.record(id, count).optional(),
    }),
  ),
  faults: listOf(id).optional(),
  ...planKeys,
  ...clockKeys,
  ...visitKeys,
  ...chargeKeys,
  ...sortingKeys,
  ...afterwardsKeys,
  ...itemKeys,
  ...careKeys,
  ...feastKeys,
  notices: z.array(notice),
  ...quietKeys,
  ...receiptKeys,
  ...eventKeys,
  ...reportKeys,
  effectiveBack: duration,
});

/** A policy file after reading: the shape of the file, values in our units, defaults filled in. */
export type PolicySource = z.output<typeof policySchema>;
