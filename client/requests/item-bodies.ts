import { z } from 'zod';
import type { ItemValues } from '../../domain/case/items/item.ts';
import { GROUNDS, INSPECTION_FINDINGS, PACKAGINGS, REMEDIES } from '../../domain/policy/remedy-words.ts';
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
  remedy: orNull(z.enum(REMEDIES)),
  ground: orNull(z.enum(GROUNDS)),
  packaging: orNull(z.enum(PACKAGINGS)),
  /** Of the goods asked for, less those of the ones that come back. */
  points: orNull(wholeNumber),
  differenceMinor: orNull(wholeNumber),
  quantity: orNull(wholeNumber.min(1).max(999)),
  finding: orNull(z.enum(INSPECTION_FINDINGS)),
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

/** Under another name, or in the vault. */
const SAID_OTHERWISE: readonly (keyof Written)[] = ['until', 'reference', 'note'];
const SAID = (Object.keys(values) as (keyof Written)[]).filter((key) => !SAID_OTHERWISE.includes(key));

/** The values that were given; what is left out is no value of null. */
export function itemValues(written: Written, seal: Pick<Seal, 'text'>): ItemValues {
  const { until, reference } = written;
  const referenceId = seal.text('/reference', reference);
  const said = SAID.map((key) => [key, written[key]] as const).filter(([, value]) => value !== null);
  return {
    ...(until === null ? {} : { agreedMs: until }),
    ...Object.fromEntries(said),
    ...(referenceId === null ? {} : { referenceId }),
  };
}
