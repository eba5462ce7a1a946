import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { view } from '../database/fixtures.ts';
import { cli, NOW_MS } from './cli-harness.ts';

const CASE = 'C-7K3M9P2QXA';
const json = (text: string) => ({ stdin: Readable.from([Buffer.from(text)]) });

/** Takes every command, and remembers what it was. */
function taker() {
  const calls: unknown[][] = [];
  const take = async (...call: unknown[]) => {
    calls.push(call);
    const receipt = { commandId: 'x', fingerprint: 'f', seq: 2, atMs: NOW_MS };
    return { caseId: CASE, receipt, view: view({ caseId: CASE }) };
  };
  return {
    calls,
    aftercare: { send: take, openCase: take, policy: async () => ({ zone: 'UTC', people: {} }) as never },
  };
}

describe('case open', () => {
  test.each([[[]], [['--by', 'customer']], [['-o', 'json']]])(
    'with nothing to open (%j) shows its help',
    async (line) => {
      const { calls, aftercare } = taker();
      const { code, out, err } = await cli(['case', 'open', ...line], aftercare);
      expect({ code, out, calls }).toEqual({ code: 2, out: '', calls: [] });
      expect(err).toContain('Usage: aftercare case open');
    },
  );

  test('with one flag opens a case', async () => {
    const { calls, aftercare } = taker();
    expect((await cli(['case', 'open', '--wish', 'repair'], aftercare)).code).toBe(0);
    expect(calls[0]?.[1]).toEqual({ channel: 'hotline', facts: { wish: 'repair' } });
  });

  test.each(['null', '[]', '[{"channel":"web"}]', '"x"', '7'])('refuses %s as a request', async (text) => {
    const { calls, aftercare } = taker();
    const { code, err } = await cli(['case', 'open', '--json', '-'], aftercare, json(text));
    expect({ code, calls }).toEqual({ code: 1, calls: [] });
    expect(err).toContain('invalid-request\n  Write one request as a JSON object');
  });
});

describe('flags that would be ignored are refused', () => {
  test.each([
    [
      ['case', 'rate', CASE, '--json', '-', '--score', '5'],
      '--json takes the whole body from JSON; write --score there',
    ],
    [['case', 'open', '--json', '-', '--phone', '1', '--kind', 'repair'], 'write --kind, --phone there'],
    [['case', 'open', '--file', '-', '--json', '-'], '--file takes whole requests from the file; write --json there'],
    [['case', 'open', '--file', '-', '--at', '09:00', '--wish', 'x'], 'write --at, --wish there'],
    [['case', 'open', '--file', '-', '--command-id', 'x'], 'write --command-id there'],
  ])('%j', async (line, sentence) => {
    const { calls, aftercare } = taker();
    const { code, out, err } = await cli(line, aftercare, json('{}'));
    expect({ code, out, calls }).toEqual({ code: 2, out: '', calls: [] });
    expect(err).toContain(sentence);
  });

  test('but not who, when and under which id beside --json', async () => {
    const { calls, aftercare } = taker();
    const line = ['case', 'rate', CASE, '--json', '-', '--by', 'customer', '--command-id', 'r-1'];
    expect((await cli(line, aftercare, json('{"score":5}'))).code).toBe(0);
    expect(calls).toHaveLength(1);
  });
});
