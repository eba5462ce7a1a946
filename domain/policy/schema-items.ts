import { z } from 'zod';
import { CLOSING, ITEM_KINDS, QUOTATION_ANSWERS, QUOTATION_PAYMENTS, SET_FACTS } from './item-words.ts';
import { COLLECTORS } from './remedy-words.ts';
import { depotKeys } from './schema-depot.ts';
import { when } from './schema-filter.ts';
import { remedyRules } from './schema-remedy.ts';
import { amount, block, duration, id, itemName, itemOwner, listOf, occasion, word } from './schema-values.ts';
import { MILESTONES, PLAN_STAGES } from './vocabulary.ts';

/** What an item opens on: the check knows the clocks and items that there are. */
const opener = occasion([...MILESTONES, 'nobody-fits'], 'occasion');
/** What an item may block. */
const blocked = occasion([...PLAN_STAGES, CLOSING], 'stage');

/** Every value that an item of some kind has; the check says which belongs to which. */
const item = block({
  is: word(ITEM_KINDS, 'kind of item'),
  opens: listOf(block({ on: opener, when, topic: id.optional() })).default([]),
  owner: itemOwner.optional(),
  blocks: listOf(blocked).default([]),
  checklist: listOf(id).optional(),
  signed: word(['customer'], 'signature').optional(),
  sets: word(SET_FACTS, 'day that a task can set').optional(),
  topics: z.record(id, itemOwner).optional(),
  refer: z.boolean().optional(),
  answer: word(QUOTATION_ANSWERS, 'answer').optional(),
  payment: word(QUOTATION_PAYMENTS, 'time to pay').optional(),
  validFor: duration.optional(),
  hours: id.optional(),
  sameClass: z.boolean().optional(),
  ...depotKeys,
  collects: word(COLLECTORS, 'collector').optional(),
  rules: remedyRules.optional(),
  by: id.optional(),
  bands: z
    .array(block({ upTo: amount.optional(), by: id }))
    .min(1, 'write at least one band')
    .optional(),
});

/** Lines beside the main line. */
export const itemKeys = {
  items: z.record(itemName, item).optional(),
};

export type SourceItem = z.output<typeof item>;
