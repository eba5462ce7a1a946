import { CALENDARS_AHEAD_MS } from '../../calendar/wait.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/time.ts';
import type { FaultPath, Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import { daysOf, type SourceCalendar } from '../schema-calendars.ts';

const WEEKS_AHEAD = Math.floor(CALENDARS_AHEAD_MS / (7 * DAY_MS));

interface Wait {
  readonly path: FaultPath;
  readonly lastsMs: number;
  readonly hours: string;
}

/** Waits that end within what a case surely sees of its calendars; longer ones would be cut short without a word. */
export function checkWaits(source: PolicySource): Finding[] {
  return waitsOf(source).flatMap(({ path, lastsMs, hours }): Finding[] => {
    const calendar = source.calendars[hours];
    if (calendar === undefined || lastsMs <= WEEKS_AHEAD * weeklyMs(calendar)) return [];
    const message = `this wait takes more than ${WEEKS_AHEAD} weeks of ${hours}, further than a case looks ahead; shorten it, or name hours that are open longer`;
    return [{ code: 'wait-too-long', message, path }];
  });
}

function waitsOf({ chase, callback, items = {} }: PolicySource): readonly Wait[] {
  const { inside } = chase;
  return [
    { path: ['chase', 'every'], lastsMs: chase.every, hours: chase.hours },
    ...(inside ? [{ path: ['chase', 'inside', 'every'], lastsMs: inside.every, hours: inside.hours }] : []),
    ...(callback
      ? [
          { path: ['callback', 'after'], lastsMs: callback.after, hours: callback.hours },
          { path: ['callback', 'askAgainEvery'], lastsMs: callback.askAgainEvery, hours: callback.hours },
        ]
      : []),
    ...Object.entries(items).flatMap(([name, { validFor: lastsMs, hours }]) =>
      lastsMs === undefined || hours === undefined ? [] : [{ path: ['items', name, 'validFor'], lastsMs, hours }],
    ),
  ];
}

/** Open time of a week without holidays. */
function weeklyMs({ weekly }: SourceCalendar): number {
  return Object.entries(weekly).reduce((sumMs, [days, windows]) => {
    const minutes = windows.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0);
    return sumMs + (daysOf(days)?.length ?? 0) * minutes * MINUTE_MS;
  }, 0);
}
