import { peakOf, type WeekMap } from '../../domain/rehearsal/week-map.ts';
import { counted } from './numbers.ts';

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
/** From nothing to the most. */
const SHADES = [' ', '·', '░', '▒', '▓', '█'] as const;

/** A week as seven lines of hours, darker where there is more; hours in which there is nothing all week are left out. */
export function heatMap(map: WeekMap): readonly string[] {
  const peak = peakOf(map);
  if (peak === null) return [];
  const busy = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => map.some((day) => (day[hour] ?? 0) > 0));
  const [from, to] = [busy[0] ?? 0, busy.at(-1) ?? 23];
  const hours = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const shadeOf = (count: number) => SHADES[Math.ceil((count / peak.count) * (SHADES.length - 1))]!;
  return [
    `      ${hours.map((hour) => String(hour).padStart(2, '0')).join(' ')}`,
    ...map.map((day, weekday) => {
      const cells = hours.map((hour) => shadeOf(day[hour] ?? 0).repeat(2)).join(' ');
      return `  ${WEEKDAYS[weekday]} ${cells}`.trimEnd();
    }),
  ];
}

/** `most on Tue from 09:00 to 10:00 (552)`. */
export function peakText(map: WeekMap): string {
  const peak = peakOf(map);
  if (peak === null) return '';
  const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;
  return `most on ${WEEKDAYS[peak.weekday]} from ${hour(peak.hour)} to ${hour(peak.hour + 1)} (${counted(peak.count)})`;
}
