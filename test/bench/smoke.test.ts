import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { RatioResult } from '../../bench/ratio.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('a short run plays whole cases of both sorts, prints their ratio and keeps the figures', async () => {
  const folder = await temporaryFolder('aftercare-bench-test-');
  const file = join(folder, 'figures.json');
  const args = [
    '--import',
    './bin/register-typescript.js',
    'bench/main.ts',
    '--short',
    '--only',
    'ratio',
    '--json',
    file,
  ];
  const bench = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const printed: Buffer[] = [];
    bench.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    const [code] = await once(bench, 'exit');
    expect(code).toBe(0);
    expect(Buffer.concat(printed).toString()).toMatch(/^ratio: /m);
    const { ratio } = JSON.parse(await readFile(file, 'utf8')) as { readonly ratio: RatioResult };
    expect(ratio.bare.messagesPerCase).toBe(7);
    expect(ratio.full.cases).toBeGreaterThan(0);
    expect(ratio.cpuRatio).toBeGreaterThan(0);
  } finally {
    bench.kill();
    await rm(folder, { recursive: true, force: true });
  }
}, 240_000);
