import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { PolicyReport } from '../../domain/rehearsal/report.ts';
import type { ClockReport } from '../../domain/rehearsal/tally-clocks.ts';
import { DAY_MS, HOUR_MS } from '../../domain/shared/time.ts';
import type { RehearsalReport } from '../rehearse/rehearse.ts';
import { counted, percent } from './numbers.ts';
import { namesOf } from './people.ts';
import { heatMap, peakText } from './show-heat-map.ts';
import { renderLog } from './show-rehearsal-log.ts';
import type { Style } from './style.ts';
import { renderTable } from './table.ts';
import { workingTime } from './time.ts';

export interface RehearsalFrame {
  readonly policy: PolicyDocument;
  readonly style: Style;
  readonly columns: number;
}

/** What would have happened under a policy, for the people who answer for it. */
export function renderRehearsal(report: RehearsalReport, frame: RehearsalFrame): string {
  const { style } = frame;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [`LIMITS  what ${report.policy.id} promises, and what would have come of it`, limits(report, frame)],
    [`TIME  who had the next step, and how long it took`, time(report, frame)],
    [escalationTitle(report), escalations(report, frame)],
    [messageTitle(report), messages(report, frame)],
    [`BUSIEST HOURS  of the work in the log; ${peakText(report.log.hours)}`, heatMap(report.log.hours)],
    [`EVENTS  what was read, and what became of it`, renderLog(report.log, frame)],
    [neverTitle(report), never(report)],
  ];
  return [
    ...headline(report, frame),
    ...sections.flatMap(([title, lines]) => {
      const [name = '', ...rest] = title.split('  ');
      return ['', [style.bold(name), ...rest].join('  '), ...lines];
    }),
    '',
  ].join('\n');
}

function headline({ policy, tickets, log }: RehearsalReport, { style, policy: { zone } }: RehearsalFrame): string[] {
  const day = (atMs: number) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium' }).format(atMs);
  const weeks = Math.max(1, Math.round((log.untilMs - log.fromMs) / (7 * DAY_MS)));
  const ends = tickets.outcomes.map(({ outcome, count }) => `${counted(count)} ${outcome}`).join(', ');
  const open = tickets.stillOpen === 0 ? '' : `, ${counted(tickets.stillOpen)} still open when the log ends`;
  const notOpened = tickets.notOpened === 0 ? '' : `; ${counted(tickets.notOpened)} could not be opened`;
  return [
    `${style.bold(`${counted(tickets.judged, 'ticket')} judged by ${policy.id}@${policy.version}`)}${notOpened}`,
    `${day(log.fromMs)} to ${day(log.untilMs)}, ${counted(weeks, 'week')}. They end ${ends}${open}.`,
  ];
}

function limits({ clocks }: PolicyReport, { style, columns }: RehearsalFrame): string[] {
  const told = clocks.filter(({ metPercent, alwaysAtOnce }) => metPercent !== null && !alwaysAtOnce);
  const rows = told.map((clock) => {
    const { clockId, counts, metPercent, usedMs } = clock;
    return [
      `  ${clockId}`,
      paintKept(metPercent ?? 0, style),
      counted(counts.met),
      counts.breached === 0 ? '0' : style.bad(counted(counts.breached)),
      counted(counts.cancelled),
      counted(counts.running),
      limitText(clock),
      usedText(usedMs.median, clock.usedPercentOfLimit.median),
      usedText(usedMs.p90, clock.usedPercentOfLimit.p90),
    ];
  });
  const head = ['  CLOCK', 'KEPT', 'MET', 'BROKEN', 'CANCELLED', 'RUNNING', 'LIMIT', 'HALF TOOK UP TO', 'NINE IN TEN'];
  const atOnce = clocks.filter(({ alwaysAtOnce }) => alwaysAtOnce).map(({ clockId }) => clockId);
  const unseen = clocks.filter(({ metPercent, alwaysAtOnce }) => metPercent === null && !alwaysAtOnce);
  return [
    ...(rows.length === 0 ? ['  No clock ran.'] : [renderTable({ head, rows, columns, gives: 0 })]),
    ...note(atOnce, 'start and stop at one event of this log, so it says nothing about them'),
    ...note(
      unseen.map(({ clockId }) => clockId),
      'never ran to an end',
    ),
  ].map((line) => (line.startsWith('  (') ? style.dim(line) : line));
}

function note(names: readonly string[], what: string): string[] {
  return names.length === 0 ? [] : [`  (${names.join(', ')}: ${what})`];
}

function paintKept(kept: number, { good, warn, bad }: Style): string {
  return (kept >= 95 ? good : kept >= 80 ? warn : bad)(percent(kept));
}

function limitText({ limitsMs }: ClockReport): string {
  if (limitsMs === null) return '';
  const { shortest, longest } = limitsMs;
  return shortest === longest ? workingTime(longest) : `${workingTime(shortest)} to ${workingTime(longest)}`;
}

/** `3 h 23 (89 % of it)`. */
function usedText(ms: number | null, ofLimit: number | null): string {
  return ms === null ? '–' : `${workingTime(ms)} (${counted(ofLimit ?? 0)} %)`;
}

function time(
  { time: { calendar, rows, people } }: PolicyReport,
  { policy, columns, style }: RehearsalFrame,
): string[] {
  const names = namesOf(policy);
  const all = rows.reduce((sum, { workingMs }) => sum + workingMs, 0) || 1;
  const hours = (ms: number) => `${counted(ms / HOUR_MS)} h`;
  const table = rows.map(({ who, what, stretches, workingMs, totalMs }) => [
    `  ${who === 'held' ? 'on hold' : who}`,
    what,
    percent(Math.round((workingMs / all) * 1_000) / 10),
    hours(workingMs),
    workingTime(workingMs / stretches),
    hours(totalMs),
    counted(stretches),
  ]);
  const staff = people.slice(0, PEOPLE_SHOWN).map(({ personId, workingMs, stretches }) => {
    return `${names(personId)} ${hours(workingMs)} (${counted(stretches)} times)`;
  });
  const more = people.length > PEOPLE_SHOWN ? `, and ${people.length - PEOPLE_SHOWN} more` : '';
  return [
    renderTable({
      head: ['  WHO', 'FOR', 'SHARE', 'WORKING TIME', 'EACH TIME', 'BY THE CLOCK', 'TIMES'],
      rows: table,
      columns,
      gives: 1,
    }),
    style.dim(`  (working time is ${calendar})`),
    ...(staff.length === 0 ? [] : [`  By person: ${staff.join(', ')}${more}`]),
  ];
}

const PEOPLE_SHOWN = 6;
const ROWS_SHOWN = 12;

function escalationTitle({ escalations: { count, perWeek }, alarmHours }: PolicyReport): string {
  const peak = count === 0 ? '' : `; ${peakText(alarmHours)}`;
  return `ESCALATIONS  ${counted(count)}, ${perWeek} a week${peak}`;
}

function escalations({ escalations: { rows, count } }: PolicyReport, { policy, columns }: RehearsalFrame): string[] {
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
  return [
    renderTable({ head: ['  CLOCK', 'LADDER', 'TO', 'TIMES', 'SHARE'], rows: table, columns, gives: 2 }),
    ...rest(rows),
  ];
}

function messageTitle({ messages: { count, perWeek, rows } }: PolicyReport): string {
  const to = (who: string) => rows.filter((row) => row.to === who).reduce((sum, row) => sum + row.count, 0);
  const split = `${counted(to('customer'))} to customers, ${counted(to('staff'))} to staff`;
  return `MESSAGES  ${counted(count)} would have gone out, ${perWeek} a week: ${split}`;
}

function messages({ messages: { rows } }: PolicyReport, { columns }: RehearsalFrame): string[] {
  if (rows.length === 0) return ['  None.'];
  const purposes = [...new Set(rows.map(({ purpose, to }) => `${purpose}\n${to}`))];
  const table = purposes.slice(0, ROWS_SHOWN * 2).map((key) => {
    const [purpose = '', to = ''] = key.split('\n');
    const by = (channel: string) =>
      rows.find((row) => row.purpose === purpose && row.to === to && row.channel === channel)?.count ?? 0;
    return [
      `  ${purpose}`,
      to,
      by('sms') === 0 ? '–' : counted(by('sms')),
      by('email') === 0 ? '–' : counted(by('email')),
    ];
  });
  return [renderTable({ head: ['  OCCASION', 'TO', 'SMS', 'E-MAIL'], rows: table, columns, gives: 0 })];
}

function rest(rows: readonly unknown[]): string[] {
  return rows.length > ROWS_SHOWN ? [`  … and ${rows.length - ROWS_SHOWN} more rows; -o json has all of them`] : [];
}

function neverTitle({ unexercised }: PolicyReport): string {
  if (unexercised.length === 0) return 'NEVER EXERCISED  nothing: every rule of the policy was at work';
  return `NEVER EXERCISED  ${counted(unexercised.length, 'rule')} of the policy; nothing is known of them from this log`;
}

function never({ unexercised }: PolicyReport): string[] {
  const shown = unexercised.slice(0, RULES_SHOWN);
  const width = Math.max(...shown.map(({ id }) => id.length), 0);
  const more = unexercised.length - shown.length;
  return [
    ...shown.map(({ id, about }) => `  ${id.padEnd(width)}  ${about}`),
    ...(more === 0 ? [] : [`  … and ${more} more; -o json has all of them`]),
  ];
}

const RULES_SHOWN = 15;
