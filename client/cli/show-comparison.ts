import type { PersonId } from '../../domain/policy/pinned.ts';
import type { Flip } from '../../domain/rehearsal/flips.ts';
import type { PolicyReport, Volume } from '../../domain/rehearsal/report.ts';
import { counted, percent } from './numbers.ts';
import { type Names, namesOf } from './people.ts';
import { peakText } from './show-heat-map.ts';
import type { RehearsalFrame } from './show-rehearsal.ts';
import { printable } from './style.ts';
import { renderTable } from './table.ts';

const FLIPS_SHOWN = 200;

/** What changes from one policy to another over the same tickets. */
export function renderComparison(
  before: PolicyReport,
  after: PolicyReport,
  flips: readonly Flip[],
  isListed: boolean,
  { style, columns, policy }: RehearsalFrame,
): string {
  const names = [...new Set([...before.clocks, ...after.clocks].map(({ clockId }) => clockId))];
  const rows = names.map((clockId) => {
    const [old, now] = [before, after].map(({ clocks }) => clocks.find((clock) => clock.clockId === clockId));
    const [worse, better] = (['breached', 'met'] as const).map(
      (to) => flips.filter((flip) => flip.clockId === clockId && flip.to === to).length,
    );
    const change = `${old ? percent(old.metPercent) : 'no such clock'} -> ${now ? percent(now.metPercent) : 'no such clock'}`;
    const paint = (count: number, colour: (text: string) => string) => (count === 0 ? '0' : colour(counted(count)));
    return [`  ${clockId}`, change, paint(worse ?? 0, style.bad), paint(better ?? 0, style.good)];
  });
  const name = ({ policy: { id, version } }: PolicyReport) => `${id}@${version}`;
  return [
    `${style.bold('CHANGES')}  from ${name(before)} to ${name(after)}, over the same tickets`,
    renderTable({ head: ['  CLOCK', 'KEPT', 'NOW BROKEN', 'NOW KEPT'], rows, columns, gives: 0 }),
    volumeLine('messages', before.messages, after.messages),
    ...channelLines(before, after),
    `${volumeLine('escalations', before.escalations, after.escalations)}${peak(after)}`,
    ...ladderLines(before, after),
    ...personLines(before, after, namesOf(policy)),
    ...(isListed
      ? listed(flips)
      : flips.length === 0
        ? []
        : [style.dim('  (list the tickets that flip: --show flips)')]),
    '',
  ].join('\n');
}

function volumeLine(what: string, before: Volume<object>, after: Volume<object>): string {
  return `  ${what}  ${signed(after.count - before.count, before.count)}; ${before.perWeek} a week -> ${after.perWeek} a week`;
}

function channelLines(before: PolicyReport, after: PolicyReport): string[] {
  return (['sms', 'email'] as const).map((channel) => {
    const sum = ({ messages }: PolicyReport) =>
      messages.rows.filter((row) => row.channel === channel).reduce((total, { count }) => total + count, 0);
    return `    by ${channel === 'sms' ? 'SMS' : 'e-mail'}  ${signed(sum(after) - sum(before), sum(before))}`;
  });
}

function ladderLines(before: PolicyReport, after: PolicyReport): string[] {
  const steps = [...new Set([...before.escalations.rows, ...after.escalations.rows].map(({ step }) => step))].sort();
  return steps.map((step) => {
    const sum = ({ escalations }: PolicyReport) =>
      escalations.rows.filter((row) => row.step === step).reduce((total, { count }) => total + count, 0);
    return `    ladder step ${step}  ${signed(sum(after) - sum(before), sum(before))}`;
  });
}

function peak({ alarmHours, escalations }: PolicyReport): string {
  return escalations.count === 0 ? '' : `, ${peakText(alarmHours)}`;
}

/** Who would be alarmed more often, and how much of what is added that is. */
function personLines(before: PolicyReport, after: PolicyReport, names: Names): string[] {
  const of = ({ escalations }: PolicyReport, personId: PersonId) =>
    escalations.rows.filter((row) => row.personId === personId).reduce((total, { count }) => total + count, 0);
  const people = [...new Set(after.escalations.rows.flatMap(({ personId }) => personId ?? []))];
  const more = people
    .map((personId) => ({ personId, change: of(after, personId) - of(before, personId) }))
    .filter(({ change }) => change > 0)
    .sort((a, b) => b.change - a.change);
  const all = more.reduce((sum, { change }) => sum + change, 0);
  return more.map(({ personId, change }) => {
    return `    to ${names(personId)}  +${counted(change)}, ${percent(Math.round((change / all) * 100))} of what is added`;
  });
}

/** `+1,940 (+31 %)`. */
function signed(change: number, from: number): string {
  const sign = change > 0 ? '+' : change < 0 ? '-' : '';
  const part = from === 0 || change === 0 ? '' : ` (${sign}${percent(Math.abs(Math.round((change / from) * 100)))})`;
  return change === 0 ? 'as many' : `${sign}${counted(Math.abs(change))}${part}`;
}

function listed(flips: readonly Flip[]): string[] {
  const shown = flips.slice(0, FLIPS_SHOWN).map(({ ticket, clockId, round, from, to }) => {
    const again = round === 1 ? '' : ` (round ${round})`;
    return `  ${printable(ticket)}  ${clockId}${again}: ${from} -> ${to}`;
  });
  const more = flips.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`  … and ${counted(more)} more; -o jsonl has them by ticket`])];
}
