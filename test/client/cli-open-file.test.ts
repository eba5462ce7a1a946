import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { RefusedError } from '../../client/errors.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { view } from '../database/fixtures.ts';
import { cli, NOW_MS } from './cli-harness.ts';

const CASE = 'C-7K3M9P2QXA';
const FILE = '{"channel":"web","reference":"a"}\n[]\n{"channel":"web","reference":"b"}\n{"channel":"fax"}\n';

/** Opens what came by web; everything is the same case, as when a file is sent again. */
const aftercare = {
  openCase: async (_organisation: string, body: unknown) => {
    if ((body as { channel: string }).channel !== 'web') throw new RefusedError([refusal('unknown-kind', '/kind')]);
    const receipt = { commandId: 'x', fingerprint: 'f', seq: 2, atMs: NOW_MS };
    return { caseId: CASE, receipt, view: view({ caseId: CASE }) };
  },
};
const run = (output: string) =>
  cli(['case', 'open', '--file', '-', '-o', output], aftercare, { stdin: Readable.from([FILE]) });
const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;

describe('case open --file', () => {
  test('tells a line of text for each line, its number first', async () => {
    const { code, out, err } = await run('text');
    expect(code).toBe(1);
    const lines = out.trim().split('\n').sort();
    expect(lines[0]).toBe(`line 1  open  ${CASE}`);
    expect(lines[1]).toMatch(/^line 2 {2}refused {2}invalid-request: Write one request as a JSON object/);
    expect(lines[2]).toBe(`line 3  open  ${CASE}`);
    expect(lines[3]).toMatch(/^line 4 {2}refused {2}unknown-kind at \/kind: /);
    expect(err).toContain('2 open, 2 refused, 0 failed\n');
  });

  test('as json is one document', async () => {
    const { out, err } = await run('json');
    const list = (JSON.parse(out) as { line: number; outcome: string }[]).sort(byLine);
    expect(list.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'open'],
      [2, 'refused'],
      [3, 'open'],
      [4, 'refused'],
    ]);
    expect(list[0]).toEqual({ line: 1, outcome: 'open', caseId: CASE });
    expect(list[3]).toMatchObject({ errors: [{ code: 'unknown-kind', place: '/kind' }] });
    expect(err).toBe('');
  });

  test('as jsonl is one a line', async () => {
    const lines = (await run('jsonl')).out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).line).sort()).toEqual([1, 2, 3, 4]);
  });
});
