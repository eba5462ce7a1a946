import { z } from 'zod';
import { CARE_ANSWERS } from '../../domain/policy/care-words.ts';
import { civilDay, line, opaqueId, wholeNumber } from './fields.ts';
import { note, orNull } from './optional.ts';

/** The bodies of commands on long-term care. */
export const CARE_REQUESTS = {
  AnswerOccasion: z.strictObject({
    occasion: opaqueId(64),
    answer: orNull(z.enum(CARE_ANSWERS)),
    score: orNull(wholeNumber),
    note,
  }),
  RecordPurchase: z.strictObject({ on: orNull(civilDay), productModel: orNull(line()), note }),
};
