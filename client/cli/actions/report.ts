import { csvOf } from '../../../domain/report/csv.ts';
import type { ServiceReport } from '../../../domain/report/report.ts';
import { speechOf, tablesOf } from '../../../domain/report/tables.ts';
import { addDays } from '../../../domain/report/window.ts';
import { EXIT } from '../deps.ts';
import type { Action, Session } from '../session.ts';
import { renderReport } from '../show-report.ts';
import { renderTable } from '../table.ts';

export function reportShowAction(
  name: string,
  { on, asCsv }: { readonly on: string | undefined; readonly asCsv: boolean },
): Action {
  return async (session) => {
    const { aftercare, organisation, deps } = session;
    const report = await aftercare.report(organisation, name, on);
    const document = await aftercare.policy(organisation);
    const tables = tablesOf(report, speechOf(document, document.pinned.defaultLocale));
    if (asCsv) deps.stdout.write(tables.map((table) => `${table.title}\r\n${csvOf(table)}`).join('\r\n'));
    else session.print(report, () => renderReport(daysOf(report), tables, session.style, deps.columns));
    return undefined;
  };
}

export function reportSendAction(name: string, on: string | undefined): Action {
  return async (session) => {
    const sent = await session.aftercare.sendReport(session.organisation, name, on);
    const ends = Object.entries(sent.ends);
    session.print(sent, () => rendered(sent.report, ends, session));
    return ends.every(([, { state }]) => state === 'sent') ? undefined : EXIT.failed;
  };
}

function rendered(
  report: Pick<ServiceReport, 'name' | 'window'>,
  ends: readonly (readonly [string, { readonly state: string; readonly code?: string }])[],
  { deps, style }: Session,
): string {
  const rows = ends.map(([person, { state, code }]) => [
    person,
    state === 'sent' ? style.good(state) : style.bad(state),
    code ?? '',
  ]);
  return [style.bold(daysOf(report)), renderTable({ head: ['TO', 'STATE', 'WHY'], rows, columns: deps.columns })].join(
    '\n',
  );
}

/** `weekly  2026-11-16 – 2026-11-22`. */
function daysOf({ name, window }: Pick<ServiceReport, 'name' | 'window'>): string {
  return `${name}  ${window.fromDate} – ${addDays(window.untilDate, -1)}`;
}
