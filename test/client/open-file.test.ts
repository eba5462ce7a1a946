import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { RefusedError } from '../../client/errors.ts';
import { type LineResult, openFile } from '../../client/open-file.ts';
import { parseRequest } from '../../client/requests/parse.ts';

const BY = { kind: 'back-office', system: 'cli' } as const;

/** Accepts whatever can be parsed, and counts what is under way. */
function opener() {
  const seen = { running: 0, most: 0, calls: [] as unknown[][] };
  const aftercare: Pick<Aftercare, 'openCase'> = {
    openCase: async (...call) => {
      seen.calls.push(call);
      seen.running += 1;
      seen.most = Math.max(seen.most, seen.running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      seen.running -= 1;
      const parsed = parseRequest('OpenCase', call[1]);
      if ('refusals' in parsed) throw new RefusedError(parsed.refusals);
      if (parsed.request.reference === 'crash') throw new Error('engine on fire');
      return { caseId: `C-${parsed.request.reference}`, receipt: {}, view: {} } as never;
    },
  };
  return { seen, aftercare };
}

async function run(source: string | Readable, inFlight?: number) {
  const { seen, aftercare } = opener();
  const results: LineResult[] = [];
  for await (const result of openFile(aftercare, 'org', source, { by: BY, ...(inFlight ? { inFlight } : {}) })) {
    results.push(result);
  }
  results.sort((a, b) => a.line - b.line);
  return { seen, results };
}

const line = (reference: string, more: object = {}) => JSON.stringify({ channel: 'web', reference, ...more });
const text = (...lines: string[]) => Readable.from([lines.join('\n')]);

describe('a file of requests', () => {
  test('opens every good line and says what is wrong with each bad one', async () => {
    const { results } = await run(
      text(
        line('a'),
        '{"channel":',
        '',
        line('b', { facts: { fone: '1' } }),
        line('crash'),
        line('c', { facts: { phone: '１' } }),
        line('d'),
      ),
    );
    expect(results.map(({ line, outcome }) => `${line} ${outcome}`)).toEqual([
      '1 opened',
      '2 refused',
      '4 refused',
      '5 failed',
      '6 refused',
      '7 opened',
    ]);
    expect(results.flatMap((one) => (one.outcome === 'refused' ? one.refusals.map(({ code }) => code) : []))).toEqual([
      'invalid-request',
      'unknown-fact',
      'impossible-phone',
    ]);
  });

  test('may say by whom, under which id and since when on each line', async () => {
    const { seen } = await run(
      text(
        line('a', { by: 'customer', commandId: 'x-1', effectiveAt: '2026-03-01T00:00Z' }),
        line('b'),
        line('c', { by: 'a b' }),
      ),
    );
    expect(seen.calls.map((call) => call[2])).toEqual([
      { by: { kind: 'customer' }, commandId: 'x-1', effectiveAtMs: Date.UTC(2026, 2, 1) },
      { by: BY },
    ]);
  });

  test('has no more lines under way than it may', async () => {
    const { seen, results } = await run(text(...Array.from({ length: 100 }, (_, index) => line(`${index}`))), 7);
    expect(results).toHaveLength(100);
    expect(seen.most).toBe(7);
  });

  test('with Windows ends, split characters and a line of ten megabytes is read line by line', async () => {
    const bytes = Buffer.from(
      `${line('a', { facts: { wish: '漏水' } })}\r\n"${'x'.repeat(10_000_000)}"\r\n${line('b')}`,
    );
    const pieces = [bytes.subarray(0, 55), bytes.subarray(55, 56), bytes.subarray(56)];
    const { results } = await run(Readable.from(pieces));
    expect(results.map(({ outcome }) => outcome)).toEqual(['opened', 'refused', 'opened']);
    expect(results[1]).toMatchObject({ refusals: [{ code: 'body-too-large' }] });
  });

  test('may begin with the mark that Windows programs write, even in pieces', async () => {
    const bytes = Buffer.from(`\uFEFF${line('a')}\n${line('b')}`);
    for (const at of [0, 2, 3]) {
      const { results } = await run(Readable.from([bytes.subarray(0, at), bytes.subarray(at)]));
      expect(results.map(({ outcome }) => outcome)).toEqual(['opened', 'opened']);
    }
  });

  test('refuses a line that is no object, and opens nothing for it', async () => {
    const { seen, results } = await run(text('[]', '[{"channel":"web"}]', '"x"', 'null', line('a')));
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused', 'opened']);
    expect(results[0]).toMatchObject({ refusals: [{ params: { detail: expect.stringContaining('a JSON object') } }] });
    expect(seen.calls).toHaveLength(1);
  });

  test('may be a path; one that is not there is thrown', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aftercare-open-'));
    await writeFile(join(folder, 'requests.jsonl'), `${line('a')}\n${line('b')}\n`);
    expect((await run(join(folder, 'requests.jsonl'))).results).toHaveLength(2);
    await expect(run(join(folder, 'none.jsonl'))).rejects.toThrow('ENOENT');
    await rm(folder, { recursive: true });
  });
});
