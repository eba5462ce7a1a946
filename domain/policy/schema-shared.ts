import { calendarKeys } from './schema-calendars.ts';
import { block, wordLists } from './schema-values.ts';

export const SHARED_FILE = 'shared.yaml';

/** `policies/common/shared.yaml`: words and days off for every policy that lacks them. */
export const sharedSchema = block({
  words: wordLists,
  holidays: calendarKeys.holidays,
});
