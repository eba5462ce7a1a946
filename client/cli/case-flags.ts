import { FACT_NAMES, type FactName, ORDER_KINDS, PAST_DAYS, PROOFS } from '../../domain/policy/vocabulary.ts';
import type { CaseCommandType } from '../aftercare.ts';

/** One flag and the field of the request it fills. */
export interface FlagSpec {
  readonly flag: string;
  readonly field: string;
  /**
   * `fact`: a member of `facts`; `item`: repeatable `code=quantity`; `list`: repeatable; `time`: an instant, or a local
   * time of the policy.
   */
  readonly kind: 'text' | 'number' | 'switch' | 'time' | 'fact' | 'item' | 'list';
  readonly about: string;
  readonly choices?: readonly string[];
  readonly required?: true;
}

export interface CaseCommandSpec {
  readonly name: string;
  readonly type: CaseCommandType;
  readonly summary: string;
  readonly flags: readonly FlagSpec[];
  readonly example: string;
}

export const choice = (name: string, choices: readonly string[], about: string, field = name): FlagSpec => ({
  flag: `--${name} <${name}>`,
  field,
  kind: 'text',
  about,
  choices,
});
export const must = (spec: FlagSpec): FlagSpec => ({ ...spec, required: true });
export const note: FlagSpec = {
  flag: '--note <text>',
  field: 'note',
  kind: 'text',
  about: 'a free remark, kept in the vault',
};
export const time = (name: string, about: string): FlagSpec => ({
  flag: `--${name} <time>`,
  field: name,
  kind: 'time',
  about,
});
/** Parts, labour and fees by their codes; the words say whether it is past or planned. */
export const workFlags = (used: string, done: string): readonly FlagSpec[] => [
  {
    flag: '--part <code=quantity>',
    field: 'parts',
    kind: 'item',
    about: `a part ${used}; repeat for more; tee=2@1250 for a market price in minor units`,
  },
  { flag: '--labour <code=quantity>', field: 'labour', kind: 'item', about: `labour ${done}; repeat for more` },
  { flag: '--fee <code=quantity>', field: 'fees', kind: 'item', about: 'a service with a price of its own; repeat' },
];
/** How facts are written whose name does not say it. */
const ABOUT_FACTS: Readonly<Partial<Record<FactName, string>>> = {
  phone: 'with country code',
  ...Object.fromEntries(PAST_DAYS.map((name) => [name, 'YYYY-MM-DD'])),
  proof: `what proves the purchase: ${PROOFS.join(', ')}`,
  'order-kind': ORDER_KINDS.join(' or '),
  part: 'the part at fault, by its name in the policy',
  fault: 'the fault, by its name in the policy',
  'wished-by': 'when the customer wishes it done, with offset',
  birthday: '--MM-DD',
  'preferred-technician': 'whom the customer wishes for, by id',
  'excluded-technician': 'whom the customer does not want again, by id',
  'customer-zone': 'time zone, such as Asia/Shanghai',
};
export const facts: readonly FlagSpec[] = FACT_NAMES.map((name) => ({
  flag: `--${name} <value>`,
  field: name,
  kind: 'fact',
  about: ABOUT_FACTS[name] ?? name.replaceAll('-', ' '),
}));
