import { block, listOf, positive, someOf, word } from './schema-values.ts';
import {
  CAUSE_OUTCOMES,
  DAMAGES,
  type Damage,
  FAULT_CAUSES,
  LOST_WARRANTY,
  PROOFS,
  WARRANTY_ANCHORS,
} from './vocabulary.ts';

const lost = word(LOST_WARRANTY, 'answer to a lost warranty');
type Excluded = Exclude<Damage, 'none'>;
const EXCLUDED = DAMAGES.filter((damage) => damage !== 'none') as [Excluded, ...Excluded[]];

/** When a repair is free. */
export const warranty = block({
  from: listOf(word(WARRANTY_ANCHORS, 'start of a warranty')).refine(
    (days) => days.length > 0,
    'write at least one day',
  ),
  proof: block({
    any: listOf(word(PROOFS, 'proof')).refine((papers) => papers.length > 0, 'write at least one proof'),
    without: lost,
  }).optional(),
  exclusions: someOf(EXCLUDED, lost),
  expired: lost,
  repairedPartMonths: positive.optional(),
  restartAfter: positive.min(2, 'write 2 or more').optional(),
  causes: someOf(FAULT_CAUSES, word(CAUSE_OUTCOMES, 'outcome of a cause')).optional(),
});
