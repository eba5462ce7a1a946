import type { EventFate, SkipReason } from './logged-ticket.ts';

export interface EventReport {
  /** Used, without anything new and skipped, added up. */
  readonly read: number;
  readonly used: number;
  readonly nothingNew: number;
  readonly skipped: readonly Skipped[];
  /** Used at their time, which lies before that of a row further up. */
  readonly putInOrder: Told;
  /** Commands of used events that the policy refused, other than because they were done already. */
  readonly refused: readonly (Told & { readonly command: string; readonly code: string })[];
}

export interface Told {
  readonly count: number;
  /** The first few. */
  readonly lines: readonly number[];
}

export interface Skipped extends Told {
  readonly reason: SkipReason;
  readonly detail: string;
}

const LINES_SHOWN = 3;
/** A log read by the wrong column has as many names as rows. */
const DETAILS_KEPT = 100;

/** Adds up what became of every event of a log; nothing that was read goes missing. */
export function tallyEvents() {
  const skipped = new Map<string, { reason: SkipReason; detail: string; count: number; lines: number[] }>();
  const refused = new Map<string, { command: string; code: string; count: number; lines: number[] }>();
  const putInOrder = { count: 0, lines: [] as number[] };
  let used = 0;
  let nothingNew = 0;
  function skip(reason: SkipReason, detail: string, line: number): void {
    const known = skipped.get(`${reason} ${detail}`);
    const name = known === undefined && skipped.size >= DETAILS_KEPT ? 'others' : detail;
    const key = `${reason} ${name}`;
    const row = skipped.get(key) ?? { reason, detail: name, count: 0, lines: [] };
    skipped.set(key, row);
    note(row, line);
  }
  return {
    skip,
    late: (line: number): void => note(putInOrder, line),
    add(fate: EventFate, line: number): void {
      switch (fate.fate) {
        case 'used':
          used += 1;
          for (const { command, code } of fate.refused) {
            const row = refused.get(`${command} ${code}`) ?? { command, code, count: 0, lines: [] };
            refused.set(`${command} ${code}`, row);
            note(row, line);
          }
          break;
        case 'nothing-new':
          nothingNew += 1;
          break;
        case 'skipped':
          skip(fate.reason, fate.detail, line);
          break;
      }
    },
    report(): EventReport {
      const rows = [...skipped.values()].sort((a, b) => b.count - a.count);
      const read = used + nothingNew + rows.reduce((sum, { count }) => sum + count, 0);
      const byCount = [...refused.values()].sort((a, b) => b.count - a.count);
      return { read, used, nothingNew, skipped: rows, putInOrder, refused: byCount };
    },
  };
}

function note(row: { count: number; lines: number[] }, line: number): void {
  row.count += 1;
  if (row.lines.length < LINES_SHOWN) row.lines.push(line);
}
