import { isZone } from '../../calendar/expand.ts';
import { MINUTES_A_DAY } from '../../calendar/schedule.ts';
import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';

/** Zones that exist, and a time of the day at which customers may be written to at all. */
export function checkQuiet({ quiet }: PolicySource): Finding[] {
  if (quiet === undefined) return [];
  const { hours, zones } = quiet;
  const zoneless = zones.flatMap((zone, i): Finding[] => {
    if (isZone(zone)) return [];
    const message = `${zone} is no time zone; write a place of the zone database like Europe/Stockholm`;
    return [{ code: 'unknown-zone', message, path: ['quiet', 'zones', i] }];
  });
  if (hours.toMinute - hours.fromMinute < MINUTES_A_DAY) return zoneless;
  const message = 'customers would never be written to; write the night alone, like 21:00-08:00';
  return [...zoneless, { code: 'calendar-never-opens', message, path: ['quiet', 'hours'] }];
}
