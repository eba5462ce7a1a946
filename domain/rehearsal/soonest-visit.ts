import type { ExpandedCalendars } from '../calendar/expanded.ts';
import type { AppointmentRules } from '../policy/pinned.ts';
import { MINUTE_MS, type Span } from '../shared/time.ts';

/** The first visit of a length that the policy allows to be proposed now; null when its calendars end before. */
export function soonestVisit(
  { hours, minNoticeMs, maxLengthMs }: AppointmentRules,
  calendars: ExpandedCalendars,
  nowMs: number,
  wantedMs: number,
): Span | null {
  const lengthMs = Math.min(wantedMs, maxLengthMs);
  const earliestMs = Math.ceil((nowMs + minNoticeMs) / MINUTE_MS) * MINUTE_MS;
  const open = (calendars.spans[hours] ?? []).find(([fromMs, toMs]) => toMs - Math.max(fromMs, earliestMs) >= lengthMs);
  if (open === undefined) return null;
  const startMs = Math.max(open[0], earliestMs);
  return [startMs, startMs + lengthMs];
}
