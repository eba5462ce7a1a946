import type { CaseView } from '../../domain/case/view.ts';
import type { CasePicture, Frame } from './case-picture.ts';
import type { CliDeps } from './deps.ts';
import { eventText } from './event-text.ts';
import { hintOf } from './hint.ts';
import { nextCommands } from './next-command.ts';
import { careLines } from './show-case-care.ts';
import { clockLines } from './show-case-clocks.ts';
import { factLines } from './show-case-facts.ts';
import { itemLines } from './show-case-items.ts';
import { problemLine } from './show-case-knowledge.ts';
import { printable } from './style.ts';
import { shorten } from './table.ts';
import { absolute, when } from './time.ts';

/** One screen for somebody tired: what it is, where it stands, who must do what by when, what it waits for. */
export function renderCase(picture: CasePicture, frame: Frame, deps: Pick<CliDeps, 'program'>): string {
  const { view } = picture.shown;
  const blocks = [
    headline(view, frame),
    factLines(picture, frame),
    careLines(view, frame),
    itemLines(view, frame),
    clockLines(view, frame),
    section('Cases like it', picture.knownProblems.map(problemLine), frame),
    personal(picture, frame),
    lastEvents(picture, frame),
    repliesWaiting(picture, frame, deps),
    tries(view, frame, deps),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline(view: CaseView, { style, times, columns }: Frame): string[] {
  const what = [view.kind, view.productModel, view.grade, view.tier === 'standard' ? null : `${view.tier} customer`];
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

function repliesWaiting(
  { shown, waitingReplies }: CasePicture,
  { style }: Frame,
  deps: Pick<CliDeps, 'program'>,
): string[] {
  if (waitingReplies === 0) return [];
  const how = hintOf(deps, `inbox list --case ${shown.view.caseId}`);
  return [style.warn(`Replies of the customer that wait for a person: ${waitingReplies}`), `  ${how}`];
}

/** Never cut: they are there to be copied. */
function tries(view: CaseView, { style }: Frame, deps: Pick<CliDeps, 'program'>): string[] {
  return [style.bold('Try'), ...nextCommands(view, deps).map((line) => `  ${line}`)];
}

function section(title: string, lines: readonly string[], { style, columns }: Frame): string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines.map((line) => shorten(`  ${line}`, columns))];
}
