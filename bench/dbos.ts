import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../local/free-ports.ts';
import { type Block, type Load, runBlock } from './block.ts';
import { cpuSeconds, ownCpuSeconds } from './cpu.ts';
import { dbosCase } from './dbos-client.ts';
import { createTurns } from './player.ts';
import { type Rig, startProgram } from './rig.ts';
import { type Side, sideOf } from './side.ts';
import type { DbosSite } from './site.ts';

/** The nearest peer on the same Postgres and the same sinks, alone on the machine: our own worker and server idle. */
export async function measureDbos(rig: Rig, load: Load, blockCount: number): Promise<Side> {
  const port = await freePort();
  const systemDatabaseUrl = await makeDatabase(rig);
  const { smsUrl, smtpUrl, account } = rig.site;
  const siteFile = join(rig.dataDir, 'dbos-site.json');
  const site: DbosSite = { smsUrl, smtpUrl, account, systemDatabaseUrl, port };
  await writeFile(siteFile, JSON.stringify(site), { mode: 0o600 });
  const process = await startProgram('The DBOS process', 'bench/dbos-worker.ts', siteFile, rig.dataDir);
  try {
    const url = `http://127.0.0.1:${port}`;
    await process.orDeath(untilServing(url));
    const { database } = rig.pids();
    const cpu = () => ({ ...cpuSeconds({ database, worker: process.pid }), clients: ownCpuSeconds() });
    const player = dbosCase(rig, url);
    const turns = createTurns(rig.pace, 70_000_000);
    await runBlock({ ...rig, cpu }, player, turns, { ...load, seconds: Math.min(5, load.seconds) });
    const blocks: Block[] = [];
    for (let block = 0; block < blockCount; block += 1)
      blocks.push(await runBlock({ ...rig, cpu }, player, turns, load));
    return sideOf(blocks);
  } finally {
    await process.stop();
  }
}

async function makeDatabase({ pool, site }: Rig): Promise<string> {
  await pool.query('create database dbos');
  const url = new URL(site.databaseUrl);
  url.pathname = '/dbos';
  return url.toString();
}

const TRY_AGAIN_MS = 100;

async function untilServing(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer !== null) return;
    await new Promise((again) => setTimeout(again, TRY_AGAIN_MS));
  }
}
