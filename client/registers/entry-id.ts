import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import { refused } from '../errors.ts';
import { opaqueId } from '../requests/fields.ts';
import { refusalsOf } from '../requests/issues.ts';

/** How a back office calls a customer, a unit or a person. It stands in addresses of pages and in logs, so it is no name and no number to call. */
export const entryId = opaqueId(64);

/** Why an id can't be one, or null. */
export function idFault(raw: string): Refusal | null {
  const result = entryId.safeParse(raw);
  if (result.success) return null;
  const [first] = refusalsOf(result.error.issues, raw, () => []);
  return { ...(first ?? refusal('invalid-request')), place: '/id' };
}

/** The id as it was given. Throws `RefusedError`. */
export function readId(raw: string): string {
  const fault = idFault(raw);
  if (fault !== null) throw refused(fault);
  return raw;
}
