import type { CaseId } from '../shared/ids.ts';
import type { FiledReport } from './ledger.ts';
import { catalogue, type Problem } from './sections/problems.ts';

/** As many as somebody at the telephone reads. */
const AT_MOST = 3;

/**
 * What other cases of the same product came to, the most frequent cause first: those of the same symptom where there are
 * any, else all. Only reports that solved it teach anything. Codes only, nothing that was said or written.
 */
export function knownProblems(
  filed: readonly FiledReport[],
  { caseId, fault }: { readonly caseId: CaseId; readonly fault: string | null },
): readonly Problem[] {
  const solved = filed.filter((report) => report.caseId !== caseId && report.result === 'solved');
  const alike = solved.filter((report) => fault !== null && report.fault === fault);
  return (catalogue(alike.length > 0 ? alike : solved)[0]?.problems ?? []).slice(0, AT_MOST);
}
