import type { z } from 'zod';
import { freeText } from './fields.ts';

/** Fields that may be left out: null says the same. */
export const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);
export const note = orNull(freeText);
