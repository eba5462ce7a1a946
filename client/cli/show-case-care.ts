import type { OpenedCase } from '../../domain/case/state.ts';
import type { CareView, CaseView } from '../../domain/case/view.ts';
import type { Frame } from './case-picture.ts';
import { printable } from './style.ts';
import { renderTable, shorten } from './table.ts';
import { absolute } from './time.ts';

/** How many of the cases it opened are shown, the last first. */
const SHOWN = 5;

/** What is done for a unit over the years: what comes next first, then what it led to. */
export function careLines({ care }: CaseView, frame: Frame): string[] {
  if (care === undefined) return [];
  const { style, columns } = frame;
  const until = care.lastDay === null ? '' : `, until ${care.lastDay}`;
  const rows = [...care.occasions].sort(byNext).map((one) => [`  ${one.name}`, next(one, care), last(one)]);
  const table = renderTable({
    head: [style.bold(`Care since ${care.begunOn}${until}`), '', ''],
    rows,
    columns,
    gives: 2,
  });
  return [
    ...(rows.length === 0 ? [style.bold(`Care since ${care.begunOn}${until}`)] : table.split('\n')),
    ...section(
      'Opened',
      [...care.opened]
        .reverse()
        .slice(0, SHOWN)
        .map((one) => openedLine(one, frame)),
      frame,
    ),
    ...section('Repaired', [...care.repairs].reverse().slice(0, SHOWN).map(repairLine), frame),
  ];
}

type Row = CareView['occasions'][number];

/** What is never again comes last. */
function byNext(a: Row, b: Row): number {
  return (a.nextOn ?? '9999').localeCompare(b.nextOn ?? '9999');
}

function next({ name, nextOn }: Row, { asked }: CareView): string {
  if (asked.includes(name)) return 'waits for the answer';
  return nextOn === null ? '-' : `on ${nextOn}`;
}

function last({ lastOn, times }: Row): string {
  return lastOn === null ? '' : `${times} × so far, last on ${lastOn}`;
}

function openedLine({ kind, because, atMs, came }: OpenedCase, { times, style }: Frame): string {
  const what = `${absolute(atMs, times)}  ${kind}, for ${because}: `;
  return what + ('caseId' in came ? came.caseId : style.bad(`not opened (${printable(came.code)}), open it by hand`));
}

function repairLine({ on, fault, part, restarts }: CareView['repairs'][number]): string {
  return `${on}  ${[fault, part].filter(Boolean).join(', ')}${restarts ? ', the warranty began anew' : ''}`;
}

function section(title: string, lines: readonly string[], { style, columns }: Frame): string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines.map((line) => shorten(`  ${line}`, columns))];
}
