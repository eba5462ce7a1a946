import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runScripts } from '../../local/rehearsal/run-scripts.ts';
import { cli } from '../client/cli-harness.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const SAMPLE = path('../fixtures/helpdesk-sample.csv');
/** A real help desk's event log; it stays outside the repository. */
const REAL = path('../../../shared/data/helpdesk.csv');
const MAPPING = path('../../examples/helpdesk.yaml');

const rehearseOnEngine = (log: string, limit: number) => {
  const run = {
    scripts: (...[plays]: Parameters<typeof runScripts>) =>
      runScripts(plays, { signal: new AbortController().signal, say: () => {} }),
  };
  const line = [
    'rehearse',
    log,
    '--mapping',
    MAPPING,
    '--policy',
    'device-maker',
    '--limit',
    String(limit),
    '--engine',
  ];
  return cli([...line, '-o', 'json'], {}, { columns: Number.POSITIVE_INFINITY, run: run as never });
};

describe('tickets of a log on a real engine', () => {
  test('come to the verdicts that the core says', { timeout: 300_000 }, async () => {
    const { code, out, err } = await rehearseOnEngine(SAMPLE, 6);
    const { engine } = JSON.parse(out);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(engine).toHaveLength(6);
    expect(engine.flatMap(({ differences }: { differences: unknown[] }) => differences)).toEqual([]);
  });

  test.skipIf(!existsSync(REAL))('of 2010 to 2014 do so, too', { timeout: 300_000 }, async () => {
    const { code, out } = await rehearseOnEngine(REAL, 4);
    const { engine, log } = JSON.parse(out);
    expect(new Date(log.fromMs).getUTCFullYear()).toBeLessThan(2015);
    expect({ code, engine }).toEqual({ code: 0, engine: engine.map((one: object) => ({ ...one, differences: [] })) });
    expect(engine).toHaveLength(4);
  });
});
