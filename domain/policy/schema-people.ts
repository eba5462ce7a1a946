import { z } from 'zod';
import { block, count, date, id, listOf, text } from './schema-values.ts';

/** Leave, both days included. */
const absence = block({ from: date, to: date }).refine(({ from, to }) => from <= to, {
  message: 'these are no days; write from: 2026-05-01 with a to: that is not before it',
});

/** Staff under an opaque id. */
export const person = block({
  name: text,
  phone: z.e164('write the number with country code and digits only, like "+8613912345678"').optional(),
  email: z.email('write one address, like name@example.com').optional(),
  locale: text,
  roles: listOf(id),
  hours: id,
  regions: listOf(id).default([]),
  skills: listOf(id).default([]),
  certificates: z.record(z.string(), date).default({}),
  maxOpenCases: count.default(0),
  books: z.literal(false).optional(),
  absent: listOf(absence).optional(),
});
