import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Rig } from './rig.ts';

/** What figures must be read with: the code, the machine, the versions and the settings that trade safety for speed. */
export interface Setting {
  readonly commit: string;
  readonly atIso: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  /** Of the last minute when the benchmark began: above 0.5 somebody else was at work, and cases a second mean little. */
  readonly loadBefore: number;
  readonly node: string;
  readonly postgres: string;
  readonly temporalServer: string;
  readonly temporalSdk: string;
  readonly dbos: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly temporalStore: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export async function settingOf({ pool, temporal }: Rig, loadBefore: number): Promise<Setting> {
  const show = async (name: string) => {
    const { rows } = await pool.query<Record<string, string>>(`show ${name}`);
    return String(Object.values(rows[0] ?? {})[0]);
  };
  const { serverVersion } = await temporal.connection.workflowService.getSystemInfo({});
  const packages = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly dependencies: Record<string, string>;
    readonly devDependencies: Record<string, string>;
  };
  return {
    commit: commitNow(),
    atIso: new Date().toISOString(),
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    loadBefore,
    node: process.version,
    postgres: await show('server_version'),
    temporalServer: serverVersion,
    temporalSdk: packages.dependencies['@temporalio/worker'] ?? '',
    dbos: packages.devDependencies['@dbos-inc/dbos-sdk'] ?? '',
    fsync: await show('fsync'),
    synchronousCommit: await show('synchronous_commit'),
    temporalStore: 'SQLite, write-ahead log, synchronous=NORMAL, 1 shard',
  };
}

export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

function commitNow(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' with changes';
    return git('rev-parse', '--short', 'HEAD') + changed;
  } catch {
    return 'unknown';
  }
}
