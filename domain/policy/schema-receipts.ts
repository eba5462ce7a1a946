import type { z } from 'zod';
import { block, id, listOf, occasion } from './schema-values.ts';

/** Where money is received; the check knows which quotations there are. */
const received = occasion(['report-signed'], 'occasion');

/** What the customer gets for money, numbered in order. */
export const receiptKeys = {
  receipts: block({
    on: listOf(received).refine((all) => all.length > 0, 'write at least one occasion'),
    prefix: id.default('R'),
  }).optional(),
};

export type SourceReceipts = NonNullable<z.output<z.ZodObject<typeof receiptKeys>>['receipts']>;
