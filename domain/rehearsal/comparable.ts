import type { CaseEvent } from '../case/events.ts';
import type { CaseView } from '../case/view.ts';
import { MINUTE_MS } from '../shared/time.ts';

/** A thing as plain named values: `dueAtMs`, `facts region`, `by kind`. Equal things have equal values. */
export type Values = ReadonlyMap<string, Value>;
type Value = string | number | boolean | null;

/** What every run names by itself. */
const ITS_OWN = new Set(['seq', 'commandId', 'organisationId', 'caseId', 'policyId', 'policyVersion']);
/** Ids of texts, units and cases that were opened for this one: that there is one counts, not which. */
const VAULT_IDS = new Set(['noteId', 'vaultId', 'unitKey', 'referenceId', 'parcelId', 'caseId']);

export function valuesOfEvent(event: CaseEvent): Values {
  const values = new Map<string, Value>();
  flatten(values, '', event);
  return values;
}

/** All but when it was looked at. */
export function valuesOfView({ clocks, atMs: _, ...view }: CaseView): Values {
  const values = new Map<string, Value>();
  flatten(values, '', view);
  for (const { clockId, round, ...clock } of clocks) flatten(values, `clock ${clockId} (round ${round})`, clock);
  return values;
}

/** Times differ by what the engine's clock runs on while it works: to the minute they are the same. */
function sameValue(left: Value, right: Value, name: string): boolean {
  if (typeof left === 'number' && typeof right === 'number' && isTime(name)) return Math.abs(left - right) < MINUTE_MS;
  return left === right;
}

export function sameValues(left: Values, right: Values): boolean {
  return differing(left, right).length === 0;
}

/** The names of what differs. */
export function differing(left: Values, right: Values): string[] {
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].filter((name) => !sameValue(left.get(name) ?? null, right.get(name) ?? null, name));
}

export function isTime(name: string): boolean {
  return name.endsWith('Ms');
}

function flatten(into: Map<string, Value>, place: string, thing: object): void {
  for (const [key, value] of Object.entries(thing) as [string, unknown][]) {
    const name = place === '' ? key : `${place} ${key}`;
    if (ITS_OWN.has(name)) continue;
    if (VAULT_IDS.has(key)) into.set(name, value !== null);
    else if (key === 'key') into.set(name, withoutCase(String(value)));
    else if (typeof value === 'object' && value !== null) flatten(into, name, value);
    else into.set(name, (value ?? null) as Value);
  }
}

/** A message's key without the case that it begins with. */
function withoutCase(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}
