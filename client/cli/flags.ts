import { type Command, Option } from 'commander';
import type { FlagSpec } from './case-flags.ts';

/** What every command that changes a case takes besides its own flags. */
export interface SendFlags {
  readonly by?: string;
  readonly commandId?: string;
  readonly at?: string;
  readonly json?: string;
  readonly file?: string;
}
/** The flags of a command as commander gathered them, under `attributeOf`. */
export type GivenFlags = SendFlags & object;

/** Adds the flags of a command; commander only gathers them, `client/requests` judges the values. */
export function addFlags<C extends Command>(command: C, flags: readonly FlagSpec[]): C {
  for (const { flag, kind, about, choices, required } of flags) {
    const text = `${about}${choices ? ` (${choices.join(', ')})` : ''}${required ? ' [required]' : ''}`;
    const option = new Option(flag, text);
    if (kind === 'item' || kind === 'list')
      option.argParser((value: string, before: string[] = []) => [...before, value]);
    command.addOption(option);
  }
  return command;
}

/** Commander's name of a flag's value: `--price-accepted` is `priceAccepted`. */
export function attributeOf({ flag }: FlagSpec): string {
  return new Option(flag).attributeName();
}

/** What is typed: `--part <code=quantity>` is `--part`. */
export function longNameOf({ flag }: FlagSpec): string {
  return flag.split(' ')[0]!;
}

/** The body a request gets from flags; times stay as typed, because only a policy knows their zone. */
export function bodyOf(flags: readonly FlagSpec[], gathered: GivenFlags): Record<string, unknown> {
  const given: Readonly<Record<string, unknown>> = { ...gathered };
  const present = flags.filter((spec) => given[attributeOf(spec)] !== undefined);
  const facts = present.filter(({ kind }) => kind === 'fact').map((spec) => [spec.field, given[attributeOf(spec)]]);
  const fields = present
    .filter(({ kind }) => kind !== 'fact')
    .map((spec) => [spec.field, fieldValue(spec, given[attributeOf(spec)])]);
  const takesFacts = flags.some(({ kind }) => kind === 'fact');
  return { ...Object.fromEntries(fields), ...(takesFacts ? { facts: Object.fromEntries(facts) } : {}) };
}

function fieldValue({ kind }: FlagSpec, value: unknown): unknown {
  switch (kind) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : value;
    case 'item':
      return (value as string[]).map(itemOf);
    case 'text':
    case 'list':
    case 'switch':
    case 'time':
    case 'fact':
      return value;
  }
}

/** `lens-head=2`; a code alone is one piece; `tee=2@1250` cost 1,250 minor units each on the market. */
function itemOf(text: string): { code: string; quantity: unknown; priceMinor?: unknown } {
  const [code = '', counted = '1'] = text.split('=', 2);
  const [quantity = '', price] = counted.split('@', 2);
  const number = (digits: string): unknown => (/^\d+$/.test(digits) ? Number(digits) : digits);
  return { code, quantity: number(quantity), ...(price === undefined ? {} : { priceMinor: number(price) }) };
}
