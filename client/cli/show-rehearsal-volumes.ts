import type { PolicyReport } from '../../domain/rehearsal/report.ts';
import { counted, percent } from './numbers.ts';
import { namesOf } from './people.ts';
import { peakText } from './show-heat-map.ts';
import type { RehearsalFrame } from './show-rehearsal.ts';
import { renderTable } from './table.ts';

const ROWS_SHOWN = 12;

export function escalationTitle({ escalations: { count, perWeek }, alarmHours }: PolicyReport): string {
  const peak = count === 0 ? '' : `; ${peakText(alarmHours)}`;
  return `ESCALATIONS  ${counted(count)}, ${perWeek} a week${peak}`;
}

/** Who would have been alarmed, by clock and step of its ladder. */
export function renderEscalations(report: PolicyReport, { policy, columns }: RehearsalFrame): string[] {
  const { rows, count } = report.escalations;
  if (rows.length === 0) return ['  None.'];
  const names = namesOf(policy);
  const table = rows
    .slice(0, ROWS_SHOWN)
    .map(({ clockId, step, personId, count: times }) => [
      `  ${clockId}`,
      `step ${step}`,
      personId === null ? 'nobody holds the role' : names(personId),
      counted(times),
      percent(Math.round((times / count) * 100)),
    ]);
  const head = ['  CLOCK', 'LADDER', 'TO', 'TIMES', 'SHARE'];
  const more = rows.length - ROWS_SHOWN;
  return [
    renderTable({ head, rows: table, columns, gives: 2 }),
    ...(more > 0 ? [`  … and ${more} more; -o json has all of them`] : []),
  ];
}

export function messageTitle({ messages: { count, perWeek, rows } }: PolicyReport): string {
  const to = (who: string) => rows.filter((row) => row.to === who).reduce((sum, row) => sum + row.count, 0);
  const split = `${counted(to('customer'))} to customers, ${counted(to('staff'))} to staff`;
  return `MESSAGES  ${counted(count)} would have gone out, ${perWeek} a week: ${split}`;
}

/** What would have been sent, by occasion and channel. */
export function renderMessages({ messages: { rows } }: PolicyReport, { columns }: RehearsalFrame): string[] {
  if (rows.length === 0) return ['  None.'];
  const occasions = [...new Map(rows.map(({ purpose, to }) => [`${purpose} ${to}`, { purpose, to }])).values()];
  const table = occasions.map(({ purpose, to }) => {
    const by = (channel: string) =>
      rows.find((row) => row.purpose === purpose && row.to === to && row.channel === channel)?.count ?? 0;
    const [sms, email] = [by('sms'), by('email')];
    return [`  ${purpose}`, to, sms === 0 ? '–' : counted(sms), email === 0 ? '–' : counted(email)];
  });
  return [renderTable({ head: ['  OCCASION', 'TO', 'SMS', 'E-MAIL'], rows: table, columns, gives: 0 })];
}
