import type { Bodies, Register } from '../../database/registers.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import type { PinnedPolicy } from '../../domain/policy/pinned.ts';
import type { Tenant } from '../organisations.ts';
import type { Store } from '../store.ts';
import { REGISTER_BODIES, REGISTER_FACTS } from './bodies.ts';
import { type Change, changeAll } from './changes.ts';
import { type CsvRow, readRows } from './csv.ts';
import { readEntry } from './entry.ts';
import { idFault } from './entry-id.ts';
import { type ImportedRow, seenBefore, TOO_MANY_CELLS, unreadable } from './import-report.ts';
import { masked } from './mask.ts';

/** Rows that are changed in one transaction. */
const AT_ONCE = 500;

export interface EntryImport<Name extends Register> {
  readonly register: Name;
  readonly tenant: Tenant;
  readonly policy: PinnedPolicy;
  readonly dryRun: boolean;
}

type Cells = Readonly<Record<string, string>>;
interface KnownRow {
  readonly line: number;
  readonly id: string;
  readonly cells: Cells;
}

/**
 * Enters a customer or a unit a row. A column that the file lacks leaves what is known; an empty cell says that it is
 * not known. A refused row keeps no other back. Throws `RefusedError` when the file can't be read.
 */
export async function importEntries<Name extends Register>(
  store: Pick<Store, 'changeEntries'>,
  what: EntryImport<Name>,
  chunks: AsyncIterable<Buffer | string>,
): Promise<readonly ImportedRow[]> {
  const imported: ImportedRow[] = [];
  const seen = new Map<string, number>();
  let batch: KnownRow[] = [];
  const flush = async () => {
    imported.push(...(await importBatch(store, what, batch)));
    batch = [];
  };
  for await (const row of readRows(chunks, columnsOf(what.register), ['id'])) {
    const read = readRow(row, seen);
    if ('outcome' in read) imported.push(read);
    else batch.push(read);
    if (batch.length === AT_ONCE) await flush();
  }
  await flush();
  return imported.sort((a, b) => a.line - b.line);
}

export function columnsOf(register: Register): string[] {
  return ['id', ...ownFields(register), ...REGISTER_FACTS[register]];
}

const ownFields = (register: Register): string[] =>
  Object.keys(REGISTER_BODIES[register].shape).filter((field) => field !== 'facts');

function readRow({ line, cells }: CsvRow, seen: Map<string, number>): KnownRow | ImportedRow {
  if (cells === null) return unreadable(line, null, [TOO_MANY_CELLS]);
  const { id = '' } = cells;
  const fault = idFault(id);
  if (fault !== null) return unreadable(line, null, [fault]);
  const earlier = seen.get(id);
  if (earlier !== undefined) return unreadable(line, id, [seenBefore(earlier)]);
  seen.set(id, line);
  return { line, id, cells };
}

async function importBatch<Name extends Register>(
  store: Pick<Store, 'changeEntries'>,
  { register, tenant, policy, dryRun }: EntryImport<Name>,
  rows: readonly KnownRow[],
): Promise<ImportedRow[]> {
  if (rows.length === 0) return [];
  const changes = rows.map(
    ({ id, cells }): Change<Bodies[Name]> => ({
      id,
      expected: null,
      become: (now) => {
        const read = readEntry(register, withCells(register, now, cells), policy);
        return 'refusals' in read ? read : { body: read.request };
      },
    }),
  );
  const changed = await changeAll(store, tenant, register, changes, { dryRun });
  return rows.flatMap(({ line, id, cells }, index): ImportedRow[] => {
    const one = changed[index];
    if (one === undefined) return [];
    return 'refusals' in one
      ? [
          unreadable(
            line,
            id,
            one.refusals.map((refused) => byColumn(refused, cells)),
          ),
        ]
      : [{ line, id, outcome: one.put }];
  });
}

/** What is known with what the row says. */
function withCells(register: Register, now: Bodies[Register] | null, cells: Cells): unknown {
  const said = (names: readonly string[]) =>
    Object.fromEntries(
      names.filter((name) => cells[name] !== undefined).map((name) => [name, cells[name] || undefined]),
    );
  const { facts = {}, ...own } = now ?? {};
  return without({
    ...own,
    ...said(ownFields(register)),
    facts: without({ ...facts, ...said(REGISTER_FACTS[register]) }),
  });
}

function without(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const byColumn = (one: Refusal, cells: Cells): Refusal =>
  masked({ ...one, place: one.place.replace(/^\/facts\//, '/') }, cells);
