import { z } from 'zod';
import { type Refusal, type RefusalCode, refusal } from '../../domain/case/refusals.ts';
import { type CivilDate, dayNumber } from '../../domain/shared/civil-date.ts';
import { plainEmail } from './email.ts';
import { instantMs } from './instant.ts';
import { e164 } from './phone.ts';
import { lineFault, NAME_LONGEST, TEXT_LONGEST, type TextFault, textFault } from './text.ts';

/** How a field refuses with a code of its own; `issues.ts` reads it back. */
export interface RefusalParams {
  readonly refusal: RefusalCode;
  readonly params: Refusal['params'];
}

/** A field made of text (or a number) that `read` turns into its value, or refuses. */
export function field<Value, Raw extends string | number = string>(
  read: (raw: string | number) => Value | Refusal,
  raw?: z.ZodType<string | number, Raw>,
) {
  const written = raw ?? (z.string() as unknown as z.ZodType<string | number, Raw>);
  return written.transform((value, context): Value => {
    const result = read(value);
    if (!isRefusal(result)) return result;
    const params: RefusalParams = { refusal: result.code, params: result.params };
    context.issues.push({ code: 'custom', input: value, params: { ...params } });
    return z.NEVER;
  });
}

export const refuseWith = (detail: string): Refusal => refusal('invalid-request', '', { detail });

export const line = (longest = NAME_LONGEST) =>
  field((raw) => faultRefusal(lineFault(String(raw), longest)) ?? String(raw).trim());
export const freeText = field((raw) => faultRefusal(textFault(String(raw), TEXT_LONGEST)) ?? String(raw));
export const phone = field((raw) => e164(String(raw)) ?? refusal('impossible-phone'));
export const email = field((raw) => plainEmail(String(raw)) ?? refusal('impossible-email'));

export const civilDay = field<CivilDate>((raw) => {
  const date = String(raw).trim();
  const known = dayNumber(date) !== null && date >= '1900' && date < '2100';
  return known ? date : refusal('impossible-date', '', { value: date.slice(0, 20) });
});

export const instant = field(
  (raw) =>
    instantMs(raw) ??
    refuseWith('Write a time with its offset, such as 2026-05-01T09:00+08:00, between the years 2000 and 2099.'),
  z.union([z.string(), z.number()]),
);

/** Ids travel in workflow payloads, so they have no room for names, addresses or `@`. */
export const opaqueId = (longest = 128) =>
  field((raw) =>
    /^[A-Za-z0-9][A-Za-z0-9._:+=/-]*$/.test(String(raw)) && String(raw).length <= longest
      ? String(raw)
      : refuseWith(`Write up to ${longest} letters, digits and . _ : + = / -, beginning with a letter or digit.`),
  );

export const wholeNumber = z.int();

function faultRefusal(fault: TextFault | null): Refusal | null {
  if (fault === null) return null;
  return fault.fault === 'too-long'
    ? refusal('text-too-long', '', { longest: fault.longest })
    : refuseWith(fault.detail);
}

function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'code' in result && 'place' in result;
}
