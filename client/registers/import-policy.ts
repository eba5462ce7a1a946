import type { PolicySource } from '../../domain/policy/schema.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import { canonicalJson } from '../canonical.ts';
import type { Start } from '../open.ts';
import type { Parts } from '../send.ts';
import { type AmendAnswer, activeSource, amendActive, isAt, refusalOfFinding } from './amend.ts';
import { readRows } from './csv.ts';
import { type ImportedRow, type ImportReport, seenBefore, TOO_MANY_CELLS, unreadable } from './import-report.ts';
import { masked } from './mask.ts';
import { type PolicyFileKind, type PolicyRow, standsAt } from './policy-rows.ts';

interface LinedRow extends PolicyRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface PolicyImport {
  readonly organisationId: OrganisationId;
  readonly kind: PolicyFileKind;
  readonly dryRun: boolean;
}

export type ImportedPolicy = Pick<ImportReport, 'applied' | 'rows' | 'policyVersion' | 'findings'>;

/**
 * Makes one version of the active policy out of all rows. A refused row keeps all others back: half a price list, or a
 * team without its lead, is a promise nobody made. Throws `RefusedError` when the file can't be read.
 */
export async function importPolicy(
  parts: Pick<Parts, 'store' | 'organisations'>,
  start: Pick<Start, 'nowMs' | 'offsetMs'>,
  { organisationId, kind, dryRun }: PolicyImport,
  chunks: AsyncIterable<Buffer | string>,
): Promise<ImportedPolicy> {
  const { rows, refused } = await readAll(kind, chunks);
  const active = await activeSource(parts, organisationId);
  // With a row missing nothing may be applied; the others are tried, so that all their faults are told at once.
  const tried = { dryRun: dryRun || refused.length > 0 };
  const answer = await amendActive(parts, start, organisationId, active, kind.amendment(rows), tried);
  const judged = [...rows.map((row) => judge(row, answer, active.source)), ...refused];
  const all = judged.sort((a, b) => a.line - b.line);
  const kept = 'faults' in answer || refused.length > 0;
  return {
    applied: !kept && !dryRun,
    rows: all,
    policyVersion: kept || !('version' in answer) ? active.document.version : answer.version,
    findings: elsewhere(answer, rows),
  };
}

async function readAll(kind: PolicyFileKind, chunks: AsyncIterable<Buffer | string>) {
  const rows: LinedRow[] = [];
  const refused: ImportedRow[] = [];
  const seen = new Map<string, number>();
  for await (const { line, cells } of readRows(chunks, kind.columns, kind.needed)) {
    const read = cells === null ? { id: null, errors: [TOO_MANY_CELLS] } : kind.read(cells);
    if ('errors' in read) refused.push(unreadable(line, read.id, read.errors));
    else {
      const earlier = seen.get(read.row.id);
      if (earlier !== undefined) refused.push(unreadable(line, read.row.id, [seenBefore(earlier)]));
      else {
        seen.set(read.row.id, line);
        rows.push({ line, cells: cells ?? {}, ...read.row });
      }
    }
  }
  return { rows, refused };
}

/** While the policy can't be so, a row that says anything of what is there counts as a change. */
function judge({ line, id, path, cells }: LinedRow, answer: AmendAnswer, before: PolicySource): ImportedRow {
  const faults = 'faults' in answer ? answer.faults.filter((fault) => isAt(fault.path, path)) : [];
  if (faults.length > 0) {
    const errors = faults.map((fault) => masked(refusalOfFinding(fault, path), cells));
    return unreadable(line, id, errors);
  }
  const was = standsAt(before, path);
  if (was === undefined) return { line, id, outcome: 'created' };
  const same = 'source' in answer && canonicalJson(was) === canonicalJson(standsAt(answer.source, path));
  return { line, id, outcome: same ? 'unchanged' : 'changed' };
}

/** What no row is at fault for by itself, such as a sort of case that nobody could be sent to any more. */
function elsewhere(answer: AmendAnswer, rows: readonly PolicyRow[]): string[] {
  const faults = 'faults' in answer ? answer.faults : [];
  const others = faults.filter(({ path }) => !rows.some((row) => isAt(path, row.path)));
  return [...others, ...answer.warnings].map(({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`);
}
