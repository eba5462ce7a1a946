import type { Bodies, Entry, EntryWrite, Register } from '../../database/registers.ts';
import { refuseNames } from '../../domain/case/fact-faults.ts';
import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import type { PinnedPolicy } from '../../domain/policy/pinned.ts';
import type { RegisterFacts } from '../../domain/register/entry.ts';
import { canonicalJson } from '../canonical.ts';
import type { Parsed } from '../requests/parse.ts';
import { parseBody } from '../requests/parse.ts';
import { REGISTER_BODIES, REGISTER_FACTS } from './bodies.ts';

export type Put = 'created' | 'changed' | 'unchanged';

/** A body as a register keeps it, or everything that is wrong with it: its form, and what the policy does not know. */
export function readEntry<Name extends Register>(
  register: Name,
  raw: unknown,
  policy: PinnedPolicy,
): Parsed<Bodies[Name]> {
  const schema = REGISTER_BODIES[register];
  const parsed = parseBody<Bodies[Register]>(schema, raw, (path) =>
    path[0] === 'facts' ? [...REGISTER_FACTS[register]] : Object.keys(schema.shape),
  );
  if ('refusals' in parsed) return parsed;
  const unknown = refuseNames(plain(parsed.request.facts), policy) ?? unknownLocale(parsed.request, policy);
  return unknown === null ? { request: parsed.request as Bodies[Name] } : { refusals: [unknown] };
}

function plain(facts: RegisterFacts) {
  const known = Object.entries(facts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, { value }]));
}

function unknownLocale(body: Bodies[Register], { locales }: PinnedPolicy): Refusal | null {
  const locale = 'locale' in body ? body.locale : null;
  if (locale === null || locales.includes(locale)) return null;
  return refusal('unknown-locale', '/locale', { value: locale, known: locales.join(', ') });
}

/** What becomes of an entry; `expected` is the revision it was read at, 0 when there was none, null when nobody asks. */
export function nextEntry<Body>(
  id: string,
  found: Entry<Body> | undefined,
  body: Body,
  expected: number | null,
): { readonly put: Put; readonly write: EntryWrite<Body> } | { readonly refusal: Refusal } {
  const revision = found?.revision ?? 0;
  if (expected !== null && expected !== revision) {
    return { refusal: refusal('entry-changed', '', { value: id, revision }) };
  }
  if (found === undefined) return { put: 'created', write: { id, revision: 1, body } };
  if (found.body === null) return { refusal: refusal('entry-erased', '', { value: id }) };
  if (canonicalJson(found.body) === canonicalJson(body)) return { put: 'unchanged', write: { id, revision, body } };
  return { put: 'changed', write: { id, revision: revision + 1, body } };
}
