import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnavailableError } from '../client/errors.ts';
import type { CaseId } from '../domain/shared/ids.ts';
import { residentBytes } from './cpu.ts';
import { opening } from './full-case.ts';
import type { Rig } from './rig.ts';
import { ORGANISATION } from './site.ts';

/** What open cases that wait for people take up. */
export interface Footprint {
  readonly openCases: number;
  readonly workerBytes: number;
  readonly serverBytes: number;
  /** Of the journal, vault and ledger in Postgres, and of the Temporal server's own store. */
  readonly databaseBytes: number;
  readonly historyBytes: number;
}

/** Opens cases until there are `count`, many at once; they wait for somebody to hand them over. */
export async function openUntil(rig: Rig, open: CaseId[], count: number, atOnce: number): Promise<void> {
  let next = open.length;
  const seat = async (): Promise<void> => {
    while (next < count) {
      const n = next;
      next += 1;
      const [phone, email] = [`+86139${String(n).padStart(8, '0')}`, `sleeper-${n}@bench.example`];
      const body = opening(80_000_000 + n, phone, email);
      open[n] = await opened(rig, body);
      rig.sinks.forget(phone);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, seat));
}

const TRIES = 5;

/** A request that was not answered in time is sent again: its reference makes it the same case. */
async function opened({ aftercare }: Rig, body: unknown): Promise<CaseId> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { caseId } = await aftercare.openCase(ORGANISATION, body, { by: { kind: 'back-office', system: 'bench' } });
      return caseId;
    } catch (error) {
      if (!(error instanceof UnavailableError) || attempt === TRIES) throw error;
    }
  }
}

export async function footprint(rig: Rig, openCases: number): Promise<Footprint> {
  const { worker, server } = rig.pids();
  await rig.pool.query('checkpoint');
  const { rows } = await rig.pool.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return {
    openCases,
    workerBytes: residentBytes(worker),
    serverBytes: residentBytes(server),
    databaseBytes: Number(rows[0]?.bytes ?? 0),
    historyBytes: await storeBytes(rig.dataDir),
  };
}

/** The server's file and its write-ahead log. */
async function storeBytes(dataDir: string): Promise<number> {
  const files = ['temporal.db', 'temporal.db-wal'].map((name) => join(dataDir, 'temporal', name));
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((all, size) => all + size, 0);
}
