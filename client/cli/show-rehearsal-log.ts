import type { SkipReason } from '../../domain/rehearsal/logged-ticket.ts';
import type { EventReport, Skipped, Told } from '../../domain/rehearsal/tally-events.ts';
import { CASE_COMMANDS } from './case-commands.ts';
import { counted } from './numbers.ts';
import { printable, type Style } from './style.ts';

const REASONS: Readonly<Record<SkipReason, string>> = {
  'unreadable-row': 'no row that can be read',
  'no-ticket': 'no ticket named',
  'no-activity': 'no activity named',
  'no-time': 'no time given',
  'unreadable-time': 'a time in another form than the mapping says',
  'unknown-activity': 'an activity that the mapping does not have',
  repeated: 'says word for word what another row says',
  'beyond-limit': 'of a ticket beyond --limit',
  'before-opening': 'comes before anything that opens a case',
  impossible: 'impossible for the case as it stood',
};
const DETAILS_SHOWN = 8;

/** Where every event of a log went: the numbers add up to what was read. */
export function renderLog(log: EventReport, { style }: { readonly style: Style }): string[] {
  const { read, used, nothingNew, skipped, putInOrder, refused } = log;
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  const left = skipped.reduce((sum, { count }) => sum + count, 0);
  const width = counted(read).length;
  const line = (count: number, what: string) => `  ${counted(count).padStart(width)}  ${what}`;
  return [
    line(read, `read = ${counted(used)} used + ${counted(nothingNew.count)} without news + ${counted(left)} skipped`),
    ...(nothingNew.count === 0
      ? []
      : [line(nothingNew.count, `without news: ${activitiesText(nothingNew.activities)}`)]),
    ...reasons.flatMap((reason) => skippedLines(reason, skipped, line, style)),
    ...(putInOrder.count === 0
      ? []
      : [line(putInOrder.count, `used, but written behind a later one: put in their place ${linesText(putInOrder)}`)]),
    ...(refused.length === 0 ? [] : ['  Commands of used events that the policy refused:']),
    ...refused.map((one) => line(one.count, `${verbOf(one.command)}: ${one.code} ${style.dim(linesText(one))}`)),
  ];
}

function verbOf(command: string): string {
  return CASE_COMMANDS.find(({ type }) => type === command)?.name ?? command;
}

function activitiesText(activities: EventReport['nothingNew']['activities']): string {
  return activities.map(({ activity, count }) => `${printable(activity)} ${counted(count)}`).join(', ');
}

function skippedLines(
  reason: SkipReason,
  all: readonly Skipped[],
  line: (count: number, what: string) => string,
  { warn, dim }: Style,
): string[] {
  const rows = all.filter((row) => row.reason === reason);
  const sum = rows.reduce((total, { count }) => total + count, 0);
  const [first] = rows;
  const named = rows.filter(({ detail }) => detail !== '');
  if (named.length === 0 && first)
    return [warn(line(sum, `skipped: ${REASONS[reason]}`)) + dim(` ${linesText(first)}`)];
  const shown = named.slice(0, DETAILS_SHOWN);
  const indent = ' '.repeat(line(0, '').length + 2);
  return [
    warn(line(sum, `skipped: ${REASONS[reason]}`)),
    ...shown.map((row) => `${indent}${printable(row.detail)}: ${counted(row.count)} ${dim(linesText(row))}`),
    ...(named.length > shown.length
      ? [`${indent}… and ${named.length - shown.length} more; -o json has all of them`]
      : []),
  ];
}

function linesText({ lines, count }: Told): string {
  const more = count > lines.length ? ', …' : '';
  return `(line${count === 1 ? '' : 's'} ${lines.join(', ')}${more})`;
}
