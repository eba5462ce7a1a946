import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import type { Put } from './entry.ts';

export const IMPORTS = ['customers', 'units', 'technicians', 'prices'] as const;
export type ImportName = (typeof IMPORTS)[number];

export type RowOutcome = Put | 'refused';

/** What became of a row, or would become of it. Nothing of what is in it but its id. */
export interface ImportedRow {
  readonly line: number;
  /** Null when it has none that can be one. */
  readonly id: string | null;
  readonly outcome: RowOutcome;
  /** Why it was refused; places are columns: `/phone`. */
  readonly errors?: readonly Refusal[];
}

export interface ImportReport {
  readonly what: ImportName;
  /**
   * Whether the rows that are not refused stand from now on. Of technicians and prices either all do or none; `false` in
   * a dry run.
   */
  readonly applied: boolean;
  readonly counts: Readonly<Record<RowOutcome, number>>;
  /** In the order of the file. */
  readonly rows: readonly ImportedRow[];
  /** Of technicians and prices: the version that new cases are opened under, or would be. */
  readonly policyVersion?: string;
  /** What the amended policy is to be looked at for, or why it can't be one, where no row says it. */
  readonly findings?: readonly string[];
}

export function countOf(rows: readonly ImportedRow[]): ImportReport['counts'] {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** A row that can't be read at all. */
export function unreadable(line: number, id: string | null, errors: readonly Refusal[]): ImportedRow {
  return { line, id, outcome: 'refused', errors };
}

export const TOO_MANY_CELLS: Refusal = refusal('invalid-request', '', {
  detail: 'The row has more cells than the head line has columns: put quotes around a cell with a separator in it.',
});

export function seenBefore(line: number): Refusal {
  return refusal('invalid-request', '', { detail: `Line ${line} says what this is already; keep one of them.` });
}
