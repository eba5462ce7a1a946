import type { CommandType } from '../../domain/case/commands.ts';
import { refusal } from '../../domain/case/refusals.ts';
import type { CaseRequest } from '../requests/bodies.ts';
import { type Parsed, parseRequest } from '../requests/parse.ts';

/** `parseRequest` where there is no register, as in a scenario or a rehearsal: nobody is in it. */
export function parseWithoutRegister(type: CommandType, raw: unknown): Parsed {
  const parsed: Parsed = parseRequest(type, raw);
  if ('refusals' in parsed) return parsed;
  const { customer, unit } = namedIn(parsed.request);
  if (customer !== null) return { refusals: [refusal('unknown-customer', '/customer', { value: customer })] };
  return unit === null ? parsed : { refusals: [refusal('unknown-unit', '/unit', { value: unit })] };
}

const NOBODY = { customer: null, unit: null };

function namedIn(request: CaseRequest): { readonly customer: string | null; readonly unit: string | null } {
  return request.type === 'OpenCase' ? request : NOBODY;
}
