import type { MessageRow } from '../../database/messages.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseView, ClockView } from '../../domain/case/view.ts';
import type { PersonalEntry, ShownCase } from '../readings.ts';
import type { CliDeps } from './deps.ts';
import { eventText } from './event-text.ts';
import { nextCommands } from './next-command.ts';
import { type Names, stepOwner } from './people.ts';
import { printable, type Style } from './style.ts';
import { renderTable, shorten } from './table.ts';
import { absolute, duration, relative, span, type Times, when, workingTime } from './time.ts';

export interface CasePicture {
  readonly shown: ShownCase;
  /** As many as are to be seen. */
  readonly events: readonly CaseEvent[];
  readonly messages: readonly MessageRow[];
  readonly personal: readonly PersonalEntry[] | null;
}

export interface Frame {
  readonly names: Names;
  readonly times: Times;
  readonly style: Style;
  readonly columns: number;
}

/** One screen for somebody tired: what it is, where it stands, who must do what by when, what it waits for. */
export function renderCase(picture: CasePicture, frame: Frame, deps: Pick<CliDeps, 'program'>): string {
  const { view } = picture.shown;
  const blocks = [
    headline(view, frame),
    facts(picture, frame),
    clocks(view, frame),
    personal(picture, frame),
    lastEvents(picture, frame),
    tries(view, frame, deps),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline(view: CaseView, { style, times, columns }: Frame): string[] {
  const what = [view.kind, view.productModel, view.grade, view.tier === 'key' ? 'key customer' : null];
  const urgent = view.urgency === 'emergency' ? ` ${style.bad('EMERGENCY')}` : '';
  const stands =
    view.stage === 'closed'
      ? `closed: ${view.outcome}, ${when(view.closedAtMs ?? view.atMs, times)}`
      : `in ${view.stage}${view.round > 1 ? `, round ${view.round}` : ''}${view.hold ? style.warn(' ON HOLD') : ''}`;
  const origin = `opened ${when(view.openedAtMs, times)} by ${view.channel} from ${printable(view.source)}`;
  return [
    shorten(
      `${style.bold(view.caseId)}  ${what.filter(Boolean).map(String).map(printable).join(' · ')}${urgent}  ${stands}`,
      columns,
    ),
    shorten(style.dim(`${origin} · policy ${view.policyId}@${view.policyVersion.slice(0, 12)}`), columns),
  ];
}

function facts({ shown, messages }: CasePicture, frame: Frame): string[] {
  const { view } = shown;
  const { names, times, style, columns } = frame;
  const rows: [string, string][] = [];
  if (view.nextStep) {
    const { what, byMs } = view.nextStep;
    const late = byMs !== null && byMs < times.nowMs ? style.bad : style.bold;
    rows.push([
      'Next',
      `${late(what)} by ${stepOwner(view.nextStep, names)}${byMs === null ? '' : `, ${when(byMs, times)}`}`,
    ]);
  }
  if (view.missingFacts.length > 0) rows.push(['Missing', view.missingFacts.join(', ')]);
  if (view.hold) {
    const until = view.hold.untilMs === null ? 'until resumed' : `until ${when(view.hold.untilMs, times)}`;
    rows.push(['Hold', `${view.hold.reason} since ${absolute(view.hold.sinceMs, times)}, ${until}`]);
  }
  // Once the visit is over its time is an event like others.
  if (view.appointment && (view.stage === 'appointment' || view.stage === 'visit')) {
    const { startMs, endMs, status, revision } = view.appointment;
    rows.push([
      'Visit',
      `${span(startMs, endMs, times)} (${relative(startMs, times)}), ${status}, revision ${revision}`,
    ]);
  }
  const people = [
    view.leadId ? `lead ${names(view.leadId)}` : null,
    view.technicianId ? `technician ${names(view.technicianId)}` : null,
  ];
  if (people.some(Boolean)) rows.push(['People', people.filter(Boolean).join(', ')]);
  if (view.warranty) rows.push(['Warranty', warrantyText(view.warranty)]);
  for (const wait of waits(shown, messages, times, style)) rows.push(['Waits', wait]);
  if (shown.from === 'journal' && view.stage !== 'closed') {
    rows.push(['Seen', style.warn(`as of ${when(view.atMs, times)}; the workflow does not answer`)]);
  }
  return rows.map(([name, text]) => shorten(`${name.padEnd(9)} ${text}`, columns));
}

function warrantyText(warranty: NonNullable<CaseView['warranty']>): string {
  switch (warranty.standing) {
    case 'in-warranty':
      return `until ${warranty.untilDate}`;
    case 'expired':
      return `expired ${warranty.untilDate}`;
    case 'excluded':
      return `excluded: ${warranty.damage}`;
    case 'unknown':
      return `unknown: ${warranty.missing} is missing`;
  }
}

function waits(shown: ShownCase, messages: readonly MessageRow[], times: Times, style: Style): string[] {
  const work = shown.inFlight.map(({ what, sinceMs }) => `${what}, for ${duration(times.nowMs - sinceMs)}`);
  const journal = shown.uncommittedEvents > 0 ? [`the journal for ${shown.uncommittedEvents} events`] : [];
  const troubled = messages
    .filter(({ state, lastError }) => state === 'unknown' || state === 'refused' || (state !== 'sent' && lastError))
    .slice(-3)
    .map(({ purpose, channel, state, code, lastError }) =>
      style.bad(`${purpose} by ${channel}: ${printable([state, code, lastError].filter(Boolean).join(', '))}`),
    );
  return [...work, ...journal, ...troubled];
}

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

function clocks(view: CaseView, { style, times, columns }: Frame): string[] {
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

function personal({ personal }: CasePicture, frame: Frame): string[] {
  if (personal === null) return [];
  const lines = personal.map(
    ({ name, entry }) => `${name}: ${entry.kind === 'text' ? printable(entry.content) : '(erased)'}`,
  );
  return section('Personal', lines, frame);
}

function lastEvents({ events }: CasePicture, frame: Frame): string[] {
  const { names, times, style } = frame;
  const lines = events.map((event) => `${absolute(event.atMs, times)}  ${eventText(event, names, times, style)}`);
  return section('Last events', lines, frame);
}

/** Never cut: they are there to be copied. */
function tries(view: CaseView, { style }: Frame, deps: Pick<CliDeps, 'program'>): string[] {
  return [style.bold('Try'), ...nextCommands(view, deps).map((line) => `  ${line}`)];
}

function section(title: string, lines: readonly string[], { style, columns }: Frame): string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines.map((line) => shorten(`  ${line}`, columns))];
}
