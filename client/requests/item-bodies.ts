import { z } from 'zod';
import type { ItemValues } from '../../domain/case/items/item.ts';
import { FAULT_CAUSES } from '../../domain/policy/vocabulary.ts';
import type { Seal } from '../seal.ts';
import { instant, line, opaqueId, wholeNumber } from './fields.ts';
import { note, orNull } from './optional.ts';
import { usedItems } from './used-items.ts';

/** What is said of a line beside the main line besides its name and step. */
const values = {
  /** The time that was agreed. */
  until: orNull(instant),
  amountMinor: orNull(wholeNumber.min(0)),
  topic: orNull(opaqueId(64)),
  model: orNull(line(64)),
  checklist: orNull(z.array(opaqueId(64)).max(100)),
  signedBy: orNull(z.enum(['customer'])),
  cause: orNull(z.enum(FAULT_CAUSES)),
  parts: orNull(usedItems),
  labour: orNull(usedItems),
  fees: orNull(usedItems),
  /** A courier's number, kept in the vault. */
  reference: orNull(line(64)),
  note,
};

/** The bodies of commands on lines beside the main line. */
export const ITEM_REQUESTS = {
  OpenItem: z.strictObject({ item: opaqueId(64), ...values }),
  AdvanceItem: z.strictObject({ item: opaqueId(64), step: opaqueId(32), ...values }),
};

type Written = z.output<z.ZodObject<typeof values>>;

/** The values that were given; what is left out is no value of null. */
export function itemValues(
  { until, amountMinor, topic, model, checklist, signedBy, cause, parts, labour, fees, reference }: Written,
  seal: Pick<Seal, 'text'>,
): ItemValues {
  const referenceId = seal.text('/reference', reference);
  return {
    ...(until === null ? {} : { agreedMs: until }),
    ...(amountMinor === null ? {} : { amountMinor }),
    ...(topic === null ? {} : { topic }),
    ...(model === null ? {} : { model }),
    ...(checklist === null ? {} : { checklist }),
    ...(signedBy === null ? {} : { signedBy }),
    ...(cause === null ? {} : { cause }),
    ...(parts === null ? {} : { parts }),
    ...(labour === null ? {} : { labour }),
    ...(fees === null ? {} : { fees }),
    ...(referenceId === null ? {} : { referenceId }),
  };
}
