import type { CalendarId } from '../calendar/expanded.ts';
import { type Facts, plainFact } from '../case/facts.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';

/** The calendar in which customers of a zone may be written to; no policy can give a calendar such a name. */
export function wakingHoursIn(zone: string): CalendarId {
  return `awake@${zone}`;
}

/** The hours of a customer, where their policy leaves customers alone at night: on their own clock, if it is known. */
export function wakingHoursOf(facts: Facts, { quiet }: PinnedPolicy): CalendarId | null {
  const zone = plainFact(facts, 'customer-zone') ?? quiet?.zones[0];
  return quiet === undefined || zone === undefined ? null : wakingHoursIn(zone);
}
