import { FACT_NAMES } from '../../domain/policy/vocabulary.ts';
import type { CaseCommandType } from '../aftercare.ts';

/** One flag and the field of the request it fills. */
export interface FlagSpec {
  readonly flag: string;
  readonly field: string;
  /** `fact`: a member of `facts`; `item`: repeatable `code=quantity`; `time`: an instant, or a local time of the policy. */
  readonly kind: 'text' | 'number' | 'switch' | 'time' | 'fact' | 'item';
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
export const facts: readonly FlagSpec[] = FACT_NAMES.map((name) => ({
  flag: `--${name} <value>`,
  field: name,
  kind: 'fact',
  about: name === 'purchase-date' ? 'YYYY-MM-DD' : name === 'phone' ? 'with country code' : name.replaceAll('-', ' '),
}));
