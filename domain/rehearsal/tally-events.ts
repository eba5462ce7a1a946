import { createCounter } from './counter.ts';
import type { EventFate, LoggedEvent, SkipReason } from './logged-ticket.ts';

export interface EventReport {
  /** Used, without anything new and skipped, added up. */
  readonly read: number;
  readonly used: number;
  /** Events that the mapping expects to say nothing new at times, by activity. */
  readonly nothingNew: Told & { readonly activities: readonly { readonly activity: string; readonly count: number }[] };
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
  const nothingNew = { count: 0, lines: [] as number[] };
  const nothingNewOf = createCounter<{ activity: string }>();
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
    add(fate: EventFate, { activity, line }: Pick<LoggedEvent, 'activity' | 'line'>): void {
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
          note(nothingNew, line);
          nothingNewOf.add({ activity });
          break;
        case 'skipped':
          skip(fate.reason, fate.detail, line);
          break;
      }
    },
    report(): EventReport {
      const rows = [...skipped.values()].sort((a, b) => b.count - a.count);
      const read = used + nothingNew.count + rows.reduce((sum, { count }) => sum + count, 0);
      const byCount = [...refused.values()].sort((a, b) => b.count - a.count);
      const activities = nothingNewOf.rows();
      return { read, used, nothingNew: { ...nothingNew, activities }, skipped: rows, putInOrder, refused: byCount };
    },
  };
}

function note(row: { count: number; lines: number[] }, line: number): void {
  row.count += 1;
  row.lines = [...row.lines, line].sort((a, b) => a - b).slice(0, LINES_SHOWN);
}
