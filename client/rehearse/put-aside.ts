import type { Readable } from 'node:stream';
import { arrange } from '../../domain/rehearsal/arrange.ts';
import type { LoggedEvent, LoggedTicket } from '../../domain/rehearsal/logged-ticket.ts';
import type { tallyEvents } from '../../domain/rehearsal/tally-events.ts';
import { columnsOf } from './columns.ts';
import { LogFault, type LogRow, readLog } from './log-rows.ts';
import { timeReader } from './log-time.ts';
import type { Mapping } from './mapping.ts';
import { openSpill, type Spill } from './spill.ts';

export type EventTally = ReturnType<typeof tallyEvents>;

/** A whole log, put aside by ticket. */
export interface TicketStore {
  /** Of the earliest and the latest event; null of an empty log. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  batches(): Iterable<Batch>;
  close(): void;
}

export interface Batch {
  readonly tickets: readonly LoggedTicket[];
  /** How much of the whole there is up to the end of this batch, 0 to 1. */
  readonly share: number;
}

export interface PutAsideOptions {
  readonly mapping: Mapping;
  /** Only the first so many tickets of the log. */
  readonly limit: number | null;
  readonly tally: EventTally;
  /** Called with every row; may throw to stop. */
  readonly onRow: () => void;
}

/** A row as it is put aside: cells in the order of the mapping's columns. */
type AsideRow = readonly [ticket: string, line: number, atMs: number, activity: string, ...cells: string[]];

/** Reads a log once, front to back; its events may be in any order. */
export async function putAside(source: Readable, options: PutAsideOptions): Promise<TicketStore> {
  const { mapping, limit, tally, onRow } = options;
  const spill = openSpill<AsideRow>();
  try {
    const columns = columnsOf(mapping);
    const read = rowReader(options, columns);
    const chosen = new Set<string>();
    let [fromMs, untilMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    let isFirst = true;
    for await (const row of readLog(source)) {
      onRow();
      if (isFirst && 'cells' in row) refuseUnknownColumns(mapping, columns, row);
      isFirst = false;
      const aside = read(row);
      if (aside === null) continue;
      const [ticket, line, atMs] = aside;
      if (limit !== null && chosen.size >= limit && !chosen.has(ticket)) {
        tally.skip('beyond-limit', '', line);
        continue;
      }
      // Without a limit nobody asks, and a long log has many.
      if (limit !== null) chosen.add(ticket);
      fromMs = Math.min(fromMs, atMs);
      untilMs = Math.max(untilMs, atMs);
      spill.put(ticket, aside);
    }
    const range = untilMs < fromMs ? { fromMs: null, untilMs: null } : { fromMs, untilMs };
    return { ...range, batches: () => batchesOf(spill, columns, tally), close: spill.close };
  } catch (error) {
    spill.close();
    throw error;
  }
}

function rowReader({ mapping, tally }: PutAsideOptions, columns: readonly string[]) {
  const { ticket, activity, time } = mapping.log;
  const atMsOf = timeReader(time);
  return (row: LogRow): AsideRow | null => {
    const { line } = row;
    if ('unreadable' in row) {
      tally.skip('unreadable-row', row.unreadable, line);
      return null;
    }
    const { cells } = row;
    const [id, name, text] = [ticket, activity, time.column].map((column) => cells[column]?.trim() ?? '');
    const atMs = text ? atMsOf(text) : null;
    if (!id) tally.skip('no-ticket', '', line);
    else if (!name) tally.skip('no-activity', '', line);
    else if (!text) tally.skip('no-time', '', line);
    else if (atMs === null) tally.skip('unreadable-time', '', line);
    else if (mapping.activities[name] === undefined) tally.skip('unknown-activity', name, line);
    else return [id, line, atMs, name, ...columns.map((column) => cells[column]?.trim() ?? '')];
    return null;
  };
}

function* batchesOf(spill: Spill<AsideRow>, columns: readonly string[], tally: EventTally): Generator<Batch> {
  for (const { rows, share } of spill.buckets()) {
    const tickets = new Map<string, LoggedEvent[]>();
    for (const [ticket, line, atMs, activity, ...values] of rows) {
      const cells = Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
      const events = tickets.get(ticket) ?? [];
      tickets.set(ticket, events);
      events.push({ line, activity, atMs, cells });
    }
    const arranged = [...tickets].map(([id, logged]) => {
      const { ticket, repeated, late } = arrange(id, logged);
      for (const { line, activity } of repeated) tally.skip('repeated', activity, line);
      for (const { line } of late) tally.late(line);
      return ticket;
    });
    yield { tickets: arranged, share };
  }
}

function refuseUnknownColumns(mapping: Mapping, columns: readonly string[], { cells }: { cells: object }): void {
  const { ticket, activity, time } = mapping.log;
  const known = Object.keys(cells);
  const missing = [ticket, activity, time.column, ...columns].filter((column) => !known.includes(column));
  if (missing.length === 0) return;
  throw new LogFault(
    'unknown-column',
    `The log has no column ${missing.join(', ')}; it has ${known.join(', ')}.`,
    'Write in the mapping what the log calls it.',
  );
}
