import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadNow, settingOf } from './machine.ts';
import { type Known, type Lengths, NORMAL, PARTS, type PartName, SHORT } from './parts.ts';
import { startRig } from './rig.ts';

const LATEST = fileURLToPath(new URL('results/latest.json', import.meta.url));

/** `npm run bench -- [--only PART] [--short] [--seconds N] [--rounds N] [--at-once N] [--open N,N,…] [--json FILE]` */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    short: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    'at-once': { type: 'string' },
    open: { type: 'string' },
    json: { type: 'string', default: LATEST },
  },
});
const wanted = values.only ?? Object.keys(PARTS);
const unknown = wanted.find((name) => !(name in PARTS));
if (unknown !== undefined)
  throw new Error(`there is no part ${unknown}; write one of ${Object.keys(PARTS).join(', ')}`);

const usual = values.short ? SHORT : NORMAL;
const lengths: Lengths = {
  ...usual,
  blockSeconds: Number(values.seconds ?? usual.blockSeconds),
  rounds: Number(values.rounds ?? usual.rounds),
  atOnce: Number(values['at-once'] ?? usual.atOnce),
  openCases: values.open?.split(',').map(Number) ?? usual.openCases,
};
const tell = (line: string) => void process.stderr.write(`${line}\n`);
const loadBefore = loadNow();
tell('Starting Postgres, a Temporal server, sinks and a worker …');
const rig = await startRig({ durable: true });
try {
  const known: Known = {};
  const setting = await settingOf(rig, loadBefore);
  const results: Record<string, unknown> = { setting, lengths };
  process.stdout.write(
    `${Object.entries(setting)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · ')}\n`,
  );
  for (const [name, measure] of Object.entries(PARTS)) {
    if (!wanted.includes(name)) continue;
    tell(`${name} …`);
    const { result, text } = await measure(rig, lengths, known, tell);
    results[name satisfies string as PartName] = result;
    process.stdout.write(`\n${text}\n`);
  }
  await mkdir(dirname(values.json), { recursive: true });
  await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
  tell(`All figures: ${values.json}`);
} catch (error) {
  // Said at once: what is still under way may fail, too, when its system goes away.
  console.error(error);
  process.exitCode = 1;
} finally {
  await rig.stop();
  process.exit();
}
