import type { CaseFilter } from '../../../database/cases.ts';
import type { CaseView } from '../../../domain/case/view.ts';
import type { Frame } from '../case-picture.ts';
import { stepOwner } from '../people.ts';
import type { Action } from '../session.ts';
import { clockPaint } from '../show-case-clocks.ts';
import { printable } from '../style.ts';
import { renderTable } from '../table.ts';
import { absolute, relative } from '../time.ts';

export interface ListFlags {
  readonly filter: CaseFilter;
  readonly limit: number;
  readonly after: string | null;
}

/** Cases by what is due first. Nothing of the customer is in a list. */
export function listAction({ filter, limit, after }: ListFlags): Action {
  return async (session) => {
    const page = await session.aftercare.listCases(session.organisation, filter, {
      limit,
      ...(after === null ? {} : { after }),
    });
    const frame = await session.frame();
    session.print(session.options.output === 'json' ? page : page.cases, () => renderList(page.cases, frame));
    if (page.nextCursor !== null) session.say(`More: ${session.hint(`case list --after ${page.nextCursor}`)}`);
    const [first] = page.cases;
    session.say(
      first
        ? `${session.style.dim('try:')} ${session.hint(`case show ${first.caseId}`)}`
        : isAsked(filter) || after !== null
          ? ''
          : `Open one: ${session.hint('case open --help')}`,
    );
    return undefined;
  };
}

/** Whether somebody looked for certain cases; then that there are none of them says nothing about others. */
function isAsked({ open, ...others }: CaseFilter): boolean {
  return open === false || Object.keys(others).length > 0;
}

export function renderList(cases: readonly CaseView[], frame: Frame): string {
  if (cases.length === 0) return 'No case matches.';
  const rows = cases.map((view) => [
    view.caseId,
    kindText(view, frame),
    view.hold ? `${view.stage} (hold)` : view.stage,
    deadline(view, frame),
    view.nextStep ? `${view.nextStep.what}, ${stepOwner(view.nextStep, frame.names)}` : (view.outcome ?? ''),
    printable(view.productModel ?? ''),
  ]);
  const head = ['CASE', 'KIND', 'STAGE', 'DUE', 'NEXT', 'PRODUCT'];
  return renderTable({ head, rows, columns: frame.columns, gives: 4 });
}

function kindText({ kind, urgency, tier }: CaseView, { style }: Frame): string {
  const urgent = urgency === 'emergency' ? style.bad(' EMERGENCY') : '';
  return `${kind}${tier === 'standard' ? '' : ` (${tier})`}${urgent}`;
}

function deadline({ nextDeadline, clocks }: CaseView, { times, style }: Frame): string {
  if (nextDeadline === null) return '';
  const clock = clocks.find(
    ({ clockId, dueAtMs }) => clockId === nextDeadline.clockId && dueAtMs === nextDeadline.dueAtMs,
  );
  const text = `${absolute(nextDeadline.dueAtMs, times)} (${relative(nextDeadline.dueAtMs, times)})`;
  return clock ? clockPaint(clock, style)(text) : text;
}
