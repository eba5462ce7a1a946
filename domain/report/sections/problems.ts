import type { FaultCause } from '../../policy/vocabulary.ts';
import type { FiledReport } from '../ledger.ts';
import { RECURRENCE_PERIODS, type RecurrencePeriod, type ReportPlan } from '../plan.ts';
import type { ReportWindow } from '../window.ts';

/** A problem that keeps coming back (S0 2.2): cases of it at one product, up to the end of the window. */
export interface Recurrence {
  readonly productModel: string;
  /** The symptom, or where none was named the cause. */
  readonly problem: string;
  readonly counts: Readonly<Record<RecurrencePeriod, number>>;
  /** The periods that have reached their number. */
  readonly warnings: readonly RecurrencePeriod[];
}

/** A problem of a product and what was done about it. */
export interface Problem {
  /** The symptom; null where none was named. */
  readonly fault: string | null;
  readonly cause: FaultCause;
  readonly cases: number;
  /** Cases without a second visit. */
  readonly atOnce: number;
  /** Parts and labour by code, the most used first. */
  readonly remedies: readonly { readonly code: string; readonly cases: number }[];
  readonly lastMs: number;
}
export interface ProductProblems {
  readonly productModel: string;
  readonly problems: readonly Problem[];
}

/** Problems over the limit that came again in the window: an old one is not told anew each week. */
export function recurring(
  filed: readonly FiledReport[],
  window: ReportWindow,
  starts: Readonly<Record<RecurrencePeriod, number>>,
  { recurring: atLeast }: Pick<ReportPlan, 'recurring'>,
): readonly Recurrence[] {
  return groupsOf(
    filed.filter(({ recordedAtMs }) => recordedAtMs < window.untilMs),
    ({ fault, cause }) => [fault ?? cause],
  )
    .filter(({ reports }) => reports.some(({ recordedAtMs }) => recordedAtMs >= window.fromMs))
    .map(({ productModel, reports }) => {
      const { fault, cause } = reports[0];
      const since = (fromMs: number) => casesOf(reports.filter(({ recordedAtMs }) => recordedAtMs >= fromMs)).length;
      const counts = { month: since(starts.month), quarter: since(starts.quarter), year: since(starts.year) };
      const warnings = RECURRENCE_PERIODS.filter(
        (period) => counts[period] >= (atLeast[period] ?? Number.POSITIVE_INFINITY),
      );
      return { productModel, problem: fault ?? cause, counts, warnings };
    })
    .filter(({ warnings }) => warnings.length > 0)
    .sort((a, b) => b.counts.month - a.counts.month || b.counts.year - a.counts.year || byName(a, b));
}

/** What is known of each product's problems, the most frequent first. */
export function catalogue(filed: readonly FiledReport[]): readonly ProductProblems[] {
  const products = new Map<string, Problem[]>();
  for (const { productModel, reports } of groupsOf(filed, ({ fault, cause }) => [fault, cause])) {
    const { fault, cause } = reports[0];
    const cases = casesOf(reports);
    const again = casesOf(reports.filter(({ result }) => result !== 'solved'));
    const problem: Problem = {
      fault,
      cause,
      cases: cases.length,
      atOnce: cases.length - again.length,
      remedies: remediesOf(reports),
      lastMs: Math.max(...reports.map(({ recordedAtMs }) => recordedAtMs)),
    };
    products.set(productModel, [...(products.get(productModel) ?? []), problem]);
  }
  const total = ({ problems }: ProductProblems) => problems.reduce((sum, { cases }) => sum + cases, 0);
  return [...products]
    .map(([productModel, problems]) => ({ productModel, problems: problems.sort((a, b) => b.cases - a.cases) }))
    .sort((a, b) => total(b) - total(a) || byName(a, b));
}

interface Group {
  readonly productModel: string;
  readonly reports: [FiledReport, ...FiledReport[]];
}

/** Reports of one product that are alike; what was no fault is no problem, and of an unknown product nobody can learn. */
function groupsOf(
  filed: readonly FiledReport[],
  likeness: (report: FiledReport) => readonly (string | null)[],
): Group[] {
  const groups = new Map<string, Group>();
  for (const report of filed) {
    const { productModel, cause } = report;
    if (productModel === null || cause === 'no-fault-found') continue;
    const key = JSON.stringify([productModel, ...likeness(report)]);
    const group = groups.get(key);
    if (group) group.reports.push(report);
    else groups.set(key, { productModel, reports: [report] });
  }
  return [...groups.values()];
}

function remediesOf(reports: readonly FiledReport[]): Problem['remedies'] {
  const codes = [...new Set(reports.flatMap(({ remedies }) => remedies))];
  return codes
    .map((code) => ({ code, cases: casesOf(reports.filter(({ remedies }) => remedies.includes(code))).length }))
    .sort((a, b) => b.cases - a.cases || (a.code < b.code ? -1 : 1));
}

/** A second visit is the same case. */
function casesOf(reports: readonly FiledReport[]): string[] {
  return [...new Set(reports.map(({ caseId }) => caseId))];
}

function byName(a: { readonly productModel: string }, b: { readonly productModel: string }): number {
  return a.productModel < b.productModel ? -1 : 1;
}
