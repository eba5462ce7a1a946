import { checkPolicy } from './check.ts';
import type { PolicyDocument, Templates } from './document.ts';
import { type FaultPath, type Finding, severityOf } from './fault.ts';
import type { PersonId } from './pinned.ts';
import { resolvePolicy, type Sha256 } from './resolve.ts';
import type { PolicySource } from './schema.ts';
import { findingsOf } from './schema-faults.ts';
import { person } from './schema-people.ts';
import { labour, part } from './schema-prices.ts';
import { amount, id } from './schema-values.ts';

export const PRICE_LISTS = ['parts', 'labour', 'fees'] as const;
export type PriceListName = (typeof PRICE_LISTS)[number];

/** Values by the keys of `policy.yaml`; one that is undefined is taken away, what is not named stays. */
export type Given = Readonly<Record<string, unknown>>;

/** What is to be otherwise in a policy, written as its file would have it. */
export interface Amendment {
  readonly people?: Readonly<Record<PersonId, Given>>;
  readonly prices?: Readonly<Partial<Record<PriceListName, Readonly<Record<string, Given>>>>>;
  readonly travel?: unknown;
}

/** The next version, or everything that keeps it from being one; paths are those of `policy.yaml`. */
export type Amended = ({ readonly document: PolicyDocument } | { readonly faults: readonly Finding[] }) & {
  readonly warnings: readonly Finding[];
};

export interface AmendOptions {
  readonly sha256: Sha256;
  /** The moment that certificates are valid at. */
  readonly nowMs: number;
}

/**
 * A version of a policy with other people or prices. What was wrong before, because time has passed since it was
 * checked, is no fault of the amendment and is told as a warning.
 */
export function amendPolicy(
  source: PolicySource,
  templates: Templates,
  amendment: Amendment,
  { sha256, nowMs }: AmendOptions,
): Amended {
  const faults: Finding[] = [];
  const amended = withPrices(withPeople(source, amendment, faults), amendment, faults);
  if (faults.length > 0) return { faults, warnings: [] };
  const before = new Set(checkPolicy(source, templates, nowMs).map(keyOf));
  const found = checkPolicy(amended, templates, nowMs).map((finding) => ({ finding, old: before.has(keyOf(finding)) }));
  const isNewFault = ({ finding, old }: (typeof found)[number]) => !old && severityOf(finding.code) === 'fault';
  const caused = found.filter(isNewFault).map(({ finding }) => finding);
  const others = found.filter((one) => !isNewFault(one) && !(one.old && isWarning(one.finding)));
  const warnings = others.map(({ finding }) => finding);
  if (caused.length > 0) return { faults: caused, warnings };
  return { document: resolvePolicy(amended, templates, sha256), warnings };
}

const isWarning = ({ code }: Finding): boolean => severityOf(code) === 'warning';
const keyOf = ({ code, path, message }: Finding): string => JSON.stringify([code, path, message]);

function withPeople(source: PolicySource, { people = {} }: Amendment, faults: Finding[]): PolicySource {
  const changed = Object.entries(people).flatMap(([personId, given]) => {
    const path = ['people', personId];
    const known = { ...source.people[personId] };
    return [...one(id, personId, path, faults)].flatMap(() =>
      one(person, merged(known, given), path, faults).map((value) => [personId, value] as const),
    );
  });
  return changed.length === 0 ? source : { ...source, people: { ...source.people, ...Object.fromEntries(changed) } };
}

function withPrices(source: PolicySource, { prices = {}, travel }: Amendment, faults: Finding[]): PolicySource {
  const lists = PRICE_LISTS.flatMap((name) => {
    const given = prices[name];
    if (given === undefined) return [];
    const known: Readonly<Record<string, object>> = source.prices[name] ?? {};
    const changed = Object.entries(given).flatMap(([code, line]) => {
      const path = ['prices', name, code];
      const schema = name === 'parts' ? part : labour;
      return one(id, code, path, faults).flatMap(() =>
        one<object>(schema, merged({ ...known[code] }, line), path, faults).map((value) => [code, value] as const),
      );
    });
    return [[name, { ...known, ...Object.fromEntries(changed) }] as const];
  });
  const journeys = travel === undefined ? [] : one(amount, travel, ['prices', 'travel'], faults);
  if (lists.length === 0 && journeys.length === 0) return source;
  const [journey = source.prices.travel] = journeys;
  return { ...source, prices: { ...source.prices, ...Object.fromEntries(lists), travel: journey } };
}

function merged(known: Given, given: Given): Given {
  return Object.fromEntries(Object.entries({ ...known, ...given }).filter(([, value]) => value !== undefined));
}

interface Schema<Value> {
  safeParse(
    input: unknown,
  ):
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: Parameters<typeof findingsOf>[0] };
}

/** The value, or nothing and its findings told. */
function one<Value>(schema: Schema<Value>, input: unknown, path: FaultPath, faults: Finding[]): Value[] {
  const parsed = schema.safeParse(input);
  if (parsed.success) return [parsed.data];
  faults.push(...findingsOf(parsed.error, input).map((found) => ({ ...found, path: [...path, ...found.path] })));
  return [];
}
