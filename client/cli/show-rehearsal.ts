import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Rule } from '../../domain/rehearsal/coverage.ts';
import type { PolicyReport } from '../../domain/rehearsal/report.ts';
import type { ClockReport } from '../../domain/rehearsal/tally-clocks.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import type { RehearsalReport } from '../rehearse/rehearse.ts';
import { counted, percent } from './numbers.ts';
import { heatMap, peakText } from './show-heat-map.ts';
import { renderLog } from './show-rehearsal-log.ts';
import { renderTime } from './show-rehearsal-time.ts';
import { escalationTitle, messageTitle, renderEscalations, renderMessages } from './show-rehearsal-volumes.ts';
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
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['LIMITS  what was promised, and what would have come of it', limits(report, frame)],
    ['TIME  who had the next step, and how long it took', renderTime(report.time, frame)],
    [escalationTitle(report), renderEscalations(report, frame)],
    [messageTitle(report), renderMessages(report, frame)],
    [`BUSIEST HOURS  of the work in the log; ${peakText(report.log.hours)}`, heatMap(report.log.hours)],
    ['EVENTS  what was read, and what became of it', renderLog(report.log, frame)],
    [neverTitle(report), never(report)],
  ];
  return [
    ...headline(report, frame),
    ...sections.flatMap(([title, lines]) => {
      const [name = '', ...rest] = title.split('  ');
      return ['', [frame.style.bold(name), ...rest].join('  '), ...lines];
    }),
    '',
  ].join('\n');
}

function headline({ policy, tickets, log, ...report }: RehearsalReport, frame: RehearsalFrame): string[] {
  const { style, policy: document } = frame;
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: document.zone, dateStyle: 'medium' });
  const weeks = Math.max(1, Math.round((log.untilMs - log.fromMs) / (7 * DAY_MS)));
  const ends = [
    ...tickets.outcomes.map(({ outcome, count }) => `${counted(count)} ${outcome}`),
    ...(tickets.stillOpen === 0 ? [] : [`${counted(tickets.stillOpen)} still open when the log ends`]),
  ].join(', ');
  const notOpened = tickets.notOpened === 0 ? '' : `; ${counted(tickets.notOpened)} could not be opened`;
  return [
    `${style.bold(`${counted(tickets.judged, 'ticket')} judged by ${policy.id}@${policy.version}`)}${notOpened}`,
    `${day.format(log.fromMs)} to ${day.format(log.untilMs)}, ${counted(weeks, 'week')}. ${ends === '' ? '' : `They end: ${ends}.`}`,
    `${inShort(report.clocks)} ${report.escalations.perWeek} escalations and ${report.messages.perWeek} messages a week.`,
    ...(hasHolidays(document, log) ? [] : [style.dim('(the policy names no holiday in this time)')]),
  ];
}

/** The limits that are in trouble, the worst first. */
function inShort(clocks: readonly ClockReport[]): string {
  const poor = clocks
    .filter(({ metPercent }) => metPercent !== null && metPercent < GOOD_PERCENT)
    .sort((a, b) => (a.metPercent ?? 0) - (b.metPercent ?? 0));
  if (poor.length === 0) return `Every limit that ran was kept in ${GOOD_PERCENT} % or more.`;
  const named = poor.map(({ clockId, metPercent }) => `${clockId} in ${percent(metPercent)}`).join(', ');
  return `Limits kept: ${named}; the others in ${GOOD_PERCENT} % or more.`;
}

const GOOD_PERCENT = 95;

function hasHolidays({ calendars }: PolicyDocument, { fromMs, untilMs }: RehearsalReport['log']): boolean {
  const [from, until] = [fromMs, untilMs].map((atMs) => new Date(atMs).toISOString().slice(0, 10));
  return Object.values(calendars).some(({ holidays }) => holidays.some((day) => from! <= day && day <= until!));
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
  const head = ['  CLOCK', 'KEPT', 'MET', 'BROKEN', 'CANCELLED', 'RUNNING', 'LIMIT', 'HALF WITHIN', '90 % WITHIN'];
  const atOnce = clocks.filter(({ alwaysAtOnce }) => alwaysAtOnce).map(({ clockId }) => clockId);
  const unseen = clocks.filter(({ metPercent, alwaysAtOnce }) => metPercent === null && !alwaysAtOnce);
  return [
    ...(rows.length === 0 ? ['  No clock ran.'] : [renderTable({ head, rows, columns, gives: 0 })]),
    ...(rows.length === 0 ? [] : ['  (in brackets: how much of the limit that is)']),
    ...note(atOnce, 'start and stop at one event of this log, which says nothing about them'),
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
  return (kept >= GOOD_PERCENT ? good : kept >= 80 ? warn : bad)(percent(kept));
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

function neverTitle({ unexercised }: PolicyReport): string {
  if (unexercised.length === 0) return 'NEVER EXERCISED  nothing: every rule of the policy was at work';
  return `NEVER EXERCISED  ${counted(unexercised.length, 'rule')} of the policy; nothing is known of them from this log`;
}

/** By the part of the policy they stand in; one that stands alone is told in words. */
function never({ unexercised }: PolicyReport): string[] {
  const partOf = ({ id }: Rule) => id.split('/').slice(0, 2).join('/');
  const parts = [...new Set(unexercised.map(partOf))];
  const width = Math.max(...parts.map((part) => part.length), 0);
  return parts.map((part) => {
    const rules = unexercised.filter((rule) => partOf(rule) === part);
    return `  ${part.padEnd(width)}  ${rules.length === 1 ? rules[0]!.about : `${rules.length} rules`}`;
  });
}
