import type { TimeReport } from '../../domain/rehearsal/tally-time.ts';
import { HOUR_MS } from '../../domain/shared/time.ts';
import { counted, percent } from './numbers.ts';
import { namesOf } from './people.ts';
import type { RehearsalFrame } from './show-rehearsal.ts';
import { renderTable } from './table.ts';
import { workingTime } from './time.ts';

const PEOPLE_SHOWN = 8;
const HEAD = ['SHARE', 'WORKING TIME', 'EACH TIME', 'BY THE WALL CLOCK', 'TIMES'] as const;

/** By whom the time was used: for the service itself, afterwards, and by person. */
export function renderTime({ calendar, rows, people }: TimeReport, frame: RehearsalFrame): string[] {
  const { policy, columns, style } = frame;
  const names = namesOf(policy);
  const phase = (name: TimeReport['rows'][number]['phase']) => rows.filter((row) => row.phase === name);
  const table = (who: string, what: string, cells: readonly (readonly string[])[]) =>
    renderTable({ head: [`  ${who}`, what, ...HEAD], rows: cells, columns, gives: 1 });
  const byStep = (some: TimeReport['rows']) =>
    withShares(some).map(([{ who, what }, cells]) => [`  ${who === 'held' ? 'on hold' : who}`, what, ...cells]);
  const byPerson = withShares(people).map(([{ personId }, cells]) => [`  ${names(personId)}`, '', ...cells]);
  const more = people.length - PEOPLE_SHOWN;
  return [
    table('WHO', 'FOR', byStep(phase('service'))),
    ...(phase('afterwards').length === 0 ? [] : ['', table('AFTERWARDS', 'FOR', byStep(phase('afterwards')))]),
    ...(people.length === 0 ? [] : ['', table('BY PERSON', '', byPerson.slice(0, PEOPLE_SHOWN))]),
    ...(more > 0 ? [`  … and ${more} more; -o json has all of them`] : []),
    style.dim(`  (working time is ${calendar}; shares are of working time)`),
  ];
}

type Time = Pick<TimeReport['rows'][number], 'workingMs' | 'totalMs' | 'stretches'>;

function withShares<Row extends Time>(rows: readonly Row[]): readonly (readonly [Row, readonly string[]])[] {
  const all = rows.reduce((sum, { workingMs }) => sum + workingMs, 0) || 1;
  const hours = (ms: number) => `${counted(ms / HOUR_MS)} h`;
  return rows.map((row) => {
    const { workingMs, totalMs, stretches } = row;
    const share = percent(Math.round((workingMs / all) * 1_000) / 10);
    return [row, [share, hours(workingMs), workingTime(workingMs / stretches), hours(totalMs), counted(stretches)]];
  });
}
