#!/usr/bin/env node
// Whoever installs this package has no loader for our source: `aftercare/client` is built when it is packed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
const out = process.argv[2] ?? `${root}dist`;

await build({
  absWorkingDir: root,
  entryPoints: ['client/library/index.ts'],
  outfile: `${out}/client/library/index.js`,
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
});
const types = spawnSync(
  process.execPath,
  [`${root}node_modules/typescript/bin/tsc`, '-p', 'client/library', '--outDir', out],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exitCode = types.status ?? 1;
