import type { PolicyDocument } from '../policy/document.ts';
import { filedIn } from '../report/filed.ts';
import type { CaseLedger } from '../report/ledger.ts';
import { dueReport, reportOf, type ServiceReport } from '../report/report.ts';
import { formerLedger } from './former-case.ts';
import type { Script, ScriptRun } from './script.ts';

/** The reports that a script asks for, of the case that was lived and those that are given. */
export function toldReports(
  policy: PolicyDocument,
  { reports = [], world }: Script,
  { events, view }: Pick<ScriptRun, 'events' | 'view'>,
): readonly ServiceReport[] {
  const former = (world.cases ?? []).map((one, index) => ({
    ledger: formerLedger(one, formerId(index), policy.pinned),
    productModel: one.productModel,
  }));
  const lived = view === null ? [] : [{ ledger: { caseId: view.caseId, events }, productModel: view.productModel }];
  return reports.flatMap(({ name, atMs }) => {
    const due = dueReport(policy, name, atMs);
    if (due === null) return [];
    const filed = [...former, ...lived]
      .flatMap(({ ledger, productModel }) => filedIn(ledger, productModel))
      .filter(({ recordedAtMs }) => recordedAtMs >= due.problemsFromMs && recordedAtMs < due.window.untilMs);
    const ledgers: readonly CaseLedger[] = [...former, ...lived].map(({ ledger }) => ledger);
    return [reportOf(view?.organisationId ?? 'org', policy, due, { ledgers, filed })];
  });
}

export function formerId(index: number): string {
  return `C-FORMER-${index + 1}`;
}
