import type { CaseView, ClockView } from '../../domain/case/view.ts';
import type { Frame } from './case-picture.ts';
import type { Style } from './style.ts';
import { renderTable } from './table.ts';
import { absolute, duration, type Times, workingTime } from './time.ts';

/** Those that want attention come first; the screen has room for no more. */
const CLOCKS_SHOWN = 8;

const CLOCK_ORDER: readonly ClockView['status'][] = [
  'breached',
  'acknowledged',
  'warned',
  'running',
  'paused',
  'missed',
  'met',
  'cancelled',
];

/** The clocks of a case as a table, or nothing. */
export function clockLines(view: CaseView, { style, times, columns }: Frame): string[] {
  if (view.clocks.length === 0) return [];
  const rows = [...view.clocks]
    .sort(
      (a, b) => CLOCK_ORDER.indexOf(a.status) - CLOCK_ORDER.indexOf(b.status) || (a.dueAtMs ?? 0) - (b.dueAtMs ?? 0),
    )
    .slice(0, CLOCKS_SHOWN)
    .map((clock) => [
      `  ${clock.clockId}`,
      clockPaint(clock, style)(clock.status),
      clockText(clock, times),
      `limit ${workingTime(clock.limitMs)}`,
    ]);
  return renderTable({ head: [style.bold('Clocks'), '', '', ''], rows, columns, gives: 2 }).split('\n');
}

/** The colour of how a clock stands. */
export function clockPaint({ status }: ClockView, style: Style) {
  switch (status) {
    case 'breached':
    case 'missed':
      return style.bad;
    case 'warned':
    case 'acknowledged':
    case 'paused':
      return style.warn;
    case 'met':
      return style.good;
    case 'running':
    case 'cancelled':
      return (text: string) => text;
  }
}

function clockText({ status, dueAtMs }: ClockView, times: Times): string {
  if (dueAtMs === null || status === 'met' || status === 'cancelled') return '';
  const left =
    dueAtMs >= times.nowMs ? `${duration(dueAtMs - times.nowMs)} left` : `${duration(times.nowMs - dueAtMs)} late`;
  return status === 'missed' ? `was due ${absolute(dueAtMs, times)}` : `${left}, due ${absolute(dueAtMs, times)}`;
}
