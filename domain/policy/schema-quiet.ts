import { block, hours, listOf, text } from './schema-values.ts';

/** When customers are left alone, on their own clocks. */
export const quietKeys = {
  quiet: block({ hours, zones: listOf(text).default([]) }).optional(),
};
