import type { CaseEvent } from '../../domain/case/events.ts';
import { actorName, type Names } from './people.ts';
import { printable, type Style } from './style.ts';
import { absolute, span, type Times, workingTime } from './time.ts';

const STAMP = new Set(['type', 'seq', 'atMs', 'recordedAtMs', 'by', 'commandId']);
const DURATIONS = new Set(['usedMs', 'limitMs']);

/** `technician assigned`, from `TechnicianAssigned`. */
export function eventName(type: string): string {
  return type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** One event on one line: what, its values, who did it. */
export function eventText(event: CaseEvent, names: Names, times: Times, style: Style): string {
  const late = event.recordedAtMs - event.atMs > 60_000 ? [`recorded ${absolute(event.recordedAtMs, times)}`] : [];
  const details = [...detailsOf(event, names, times), ...late].join(', ');
  const by = event.by.kind === 'engine' ? '' : style.dim(`  ${actorName(event.by, names)}`);
  return `${eventName(event.type)}${details === '' ? '' : `: ${details}`}${by}`;
}

function detailsOf(event: CaseEvent, names: Names, times: Times): string[] {
  const values = Object.entries(event).filter(([field, value]) => !STAMP.has(field) && value !== null);
  const record = Object.fromEntries(values);
  const { startMs, endMs } = record;
  const visit = typeof startMs === 'number' && typeof endMs === 'number' ? [span(startMs, endMs, times)] : [];
  const rest = values.flatMap(([field, value]) =>
    field === 'startMs' || field === 'endMs' ? [] : detailOf(field, value, names, times),
  );
  return [...visit, ...rest];
}

function detailOf(field: string, value: unknown, names: Names, times: Times): string[] {
  if (field === 'noteId') return ['with a note'];
  // The rest of a message's key; it begins with the case.
  if (field === 'key') return [String(value).slice(String(value).indexOf('/') + 1)];
  if (field === 'facts') return [Object.keys(value as object).join(', ')];
  if (field === 'scores') return [`${(value as unknown[]).length} considered`];
  if (field === 'intent') {
    const { purpose, channel, recipient } = value as { purpose: string; channel: string; recipient: object };
    const to = 'personId' in recipient ? names(String(recipient.personId)) : 'customer';
    return [`${purpose} by ${channel} to ${to}`];
  }
  if (field === 'outcome' && typeof value === 'object') return [String((value as { state: string }).state)];
  if (field === 'warranty') return [String((value as { standing: string }).standing)];
  if (field === 'fee') {
    const { amountMinor, currency } = value as { amountMinor: number; currency: string };
    return [money(amountMinor, currency)];
  }
  if (typeof value === 'number') return [numberText(field, value, times)];
  if (typeof value === 'boolean') return value ? [eventName(field)] : [];
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') && value.length > 0 ? [value.join(', ')] : [];
  if (typeof value !== 'string') return [];
  return [field.endsWith('Id') && field !== 'clockId' ? names(value) : printable(value)];
}

function numberText(field: string, value: number, times: Times): string {
  if (DURATIONS.has(field)) return `${field === 'usedMs' ? 'used' : 'of'} ${workingTime(value)}`;
  if (field === 'dueAtMs') return `due ${absolute(value, times)}`;
  if (field.endsWith('Ms')) return `${eventName(field.slice(0, -2))} ${absolute(value, times)}`;
  return `${eventName(field)} ${value}`;
}

export function money(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits).replace(/\s/g, ' ');
}
