import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { CASE_COMMANDS } from '../../client/cli/case-commands.ts';
import { NotAllowedError, RefusedError, UnavailableError } from '../../client/errors.ts';
import { REQUESTS } from '../../client/requests/bodies.ts';
import { COMMAND_TYPES } from '../../domain/case/commands.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { view } from '../database/fixtures.ts';
import { loadPolicy } from '../support/policies.ts';
import { cli, NOW_MS } from './cli-harness.ts';

const CASE = 'C-7K3M9P2QXA';
const policy = { ...(await loadPolicy('lantern-care')), zone: 'Asia/Shanghai' };
const accepted = (over = {}) => ({
  caseId: CASE,
  receipt: { commandId: 'x', fingerprint: 'f', seq: 2, atMs: NOW_MS },
  view: view({ caseId: CASE, ...over }),
});

/** Takes every command, and remembers what it was. */
function taker(over = {}) {
  const calls: unknown[][] = [];
  const take = async (...call: unknown[]) => {
    calls.push(call);
    return accepted(over);
  };
  const aftercare: Partial<Aftercare> = { send: take, openCase: take, policy: async () => policy };
  return { calls, aftercare };
}

describe('help', () => {
  test.each([[[]], [['case']], [['policy']], [['message']]])(
    'is the answer to nothing at %j, as a result',
    async (line) => {
      const { code, out, err } = await cli(line);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.indexOf('Examples:')).toBeGreaterThan(0);
      expect(out.indexOf('Examples:')).toBeLessThan(out.indexOf('Usage:'));
    },
  );

  test.each(CASE_COMMANDS.map(({ name }) => name))('of case %s has an example and fits the terminal', async (name) => {
    const { code, out } = await cli(['case', name, '--help'], {}, { columns: 80 });
    expect(code).toBe(0);
    expect(out).toContain(`$ aftercare case ${name} ${CASE}`);
    const flags = out.slice(out.indexOf('Usage:')).split('\n');
    expect(Math.max(...flags.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('needs no engine and starts without a compiler', () => {
    const bin = fileURLToPath(new URL('../../bin/aftercare.js', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, [bin, '--help'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    expect(status).toBe(0);
    expect(stdout).toContain('aftercare demo');
  });
});

describe('every command of a case', () => {
  test('has a subcommand, whose flags fill only fields its request has', () => {
    expect(CASE_COMMANDS.map(({ type }) => type).sort()).toEqual(
      COMMAND_TYPES.filter((type) => type !== 'OpenCase').sort(),
    );
    for (const { type, flags } of CASE_COMMANDS) {
      const fields = Object.keys(REQUESTS[type].shape);
      for (const { field, kind } of flags) expect(fields).toContain(kind === 'fact' ? 'facts' : field);
    }
  });

  test('becomes a request in which flags are fields', async () => {
    const { calls, aftercare } = taker();
    const line = [
      '--cause',
      'wear',
      '--result',
      'solved',
      '--part',
      'lens-head=2',
      '--part',
      'battery',
      '--price-accepted',
    ];
    await cli(['case', 'report', CASE.toLowerCase(), ...line, '--by', 'tech-4', '--command-id', 'r-1'], aftercare);
    const parts = [
      { code: 'lens-head', quantity: 2 },
      { code: 'battery', quantity: 1 },
    ];
    const body = { cause: 'wear', result: 'solved', parts, priceAccepted: true };
    const by = { kind: 'staff', personId: 'tech-4' };
    expect(calls).toEqual([['northwind', CASE, 'FileReport', body, { by, effectiveAtMs: null, commandId: 'r-1' }]]);
  });

  test('takes local times in the zone of the policy', async () => {
    const { calls, aftercare } = taker();
    await cli(['case', 'schedule', CASE, '--start', '2026-03-11 14:00', '--end', '16:00', '--at', '13:40'], aftercare);
    expect(calls[0]?.[3]).toEqual({
      start: Date.parse('2026-03-11T14:00:00+08:00'),
      end: Date.parse('2026-03-11T16:00:00+08:00'),
    });
    expect(calls[0]?.[4]).toMatchObject({ effectiveAtMs: Date.parse('2026-03-09T13:40:00+08:00') });
  });

  test('refuses a local time that does not exist', async () => {
    const london = { ...policy, zone: 'Europe/London' };
    const { aftercare } = taker();
    const line = ['case', 'hold', CASE, '--reason', 'other', '--until', '2026-03-29 01:30'];
    const { code, err } = await cli(line, { ...aftercare, policy: async () => london });
    expect(code).toBe(1);
    expect(err).toContain('at --until');
  });

  test('takes its body as JSON from stdin', async () => {
    const { calls, aftercare } = taker();
    const stdin = Readable.from([Buffer.from('{"score":5}')]);
    await cli(['case', 'rate', CASE, '--json', '-'], aftercare, { stdin });
    expect(Buffer.from(calls[0]?.[3] as Uint8Array).toString()).toBe('{"score":5}');
  });

  test('says what came of it on stdout and what to do next on stderr', async () => {
    const nextStep = { what: 'assign', who: 'lead', personId: 'siv', byMs: NOW_MS + 80 * 60_000 } as const;
    const { aftercare } = taker({ stage: 'assign', nextStep });
    const { code, out, err } = await cli(['case', 'hand-off', CASE], aftercare);
    expect(code).toBe(0);
    expect(out).toBe(`${CASE}  hand-off recorded, now in assign; next: assign by lead Siv Lind, 17:00 (in 1 h 20)\n`);
    expect(err).toBe(`try: aftercare case assign ${CASE}\n`);
  });

  test('prints nothing but JSON when it is asked to', async () => {
    const { aftercare } = taker();
    const { out, err } = await cli(['case', 'resume', CASE, '-o', 'json'], aftercare);
    expect(JSON.parse(out)).toEqual(accepted());
    expect(err).toBe('');
  });
});

describe('the exit code', () => {
  const failing = (error: Error): Partial<Aftercare> => ({
    send: async () => Promise.reject(error),
    policy: async () => policy,
  });
  const resume = ['case', 'resume', CASE];

  test('is 1 for a refusal, told with code, sentence, place and what to do', async () => {
    const { code, out, err } = await cli(
      resume,
      failing(new RefusedError([refusal('unknown-person', '/leadId', { value: 'x' })])),
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      'unknown-person  at /leadId\n  The policy has no person x.\n  next: See the people of the policy: aftercare policy show\n',
    );
  });

  test('is 1 when nobody answers, with the id to send again', async () => {
    const { code, err } = await cli(resume, failing(new UnavailableError('The engine did not answer in time.', 'abc')));
    expect(code).toBe(1);
    expect(err).toContain('--command-id abc');
  });

  test('is 1 for a fault of ours, without a stack trace', async () => {
    const { code, err } = await cli(resume, failing(new Error('boom')));
    expect(code).toBe(1);
    expect(err).toContain('boom');
    expect(err).not.toContain('at ');
  });

  test('is 4 when the engine does not let us in', async () => {
    expect((await cli(resume, failing(new NotAllowedError('no')))).code).toBe(4);
  });

  test.each([
    [['cas']],
    [['case', 'shw', CASE]],
    [['case', 'show']],
    [['case', 'show', 'not-an-id']],
    [['case', 'list', '--stage', 'nowhere']],
    [['case', 'list', '--limit', '0']],
    [['case', 'rate', CASE, '--scroe', '5']],
    [['worker', '--health-port', 'x']],
  ])('is 2 for the command line %j, and help is offered', async (line) => {
    const { code, out, err } = await cli(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: .*\n(\(Did you mean .*\n)?Add --help/);
  });

  test('is 1 for a fault in JSON too', async () => {
    const { code, err } = await cli([...resume, '-o', 'json'], failing(new RefusedError([refusal('not-on-hold')])));
    expect(code).toBe(1);
    expect(JSON.parse(err)).toEqual({
      errors: [{ code: 'not-on-hold', sentence: 'The case is not on hold.', place: '', next: '' }],
    });
  });
});

describe('a policy folder', () => {
  const folder = fileURLToPath(new URL('../fixtures/policies/lantern-care', import.meta.url));
  const unconnected = { connect: () => Promise.reject(new Error('no engine needed')) };

  test('without faults is ok, and needs no engine', async () => {
    const { code, out } = await cli(['policy', 'check', folder], {}, unconnected);
    expect({ code, out }).toEqual({ code: 0, out: `ok  lantern-care@${policy.version}\n` });
  });

  test('with faults is refused', async () => {
    const { code, out, err } = await cli(
      ['policy', 'check', fileURLToPath(new URL('.', import.meta.url))],
      {},
      unconnected,
    );
    expect(code).toBe(1);
    expect(out).toContain('no-policy-file');
    expect(err).toMatch(/nothing was stored/);
  });

  test('that is not there is told with its path', async () => {
    const { code, err } = await cli(['policy', 'check', '/nowhere/at-all'], {}, unconnected);
    expect(code).toBe(1);
    expect(err).toContain('/nowhere/at-all cannot be read (ENOENT)');
  });

  test('is applied to the organisation', async () => {
    const calls: unknown[][] = [];
    const applyPolicy = async (...call: unknown[]) => void calls.push(call);
    const line = ['policy', 'apply', folder, '--organisation', 'acme', '--create', 'Acme'];
    const { code } = await cli(line, { applyPolicy, policy: async () => policy });
    expect(code).toBe(0);
    expect(calls).toEqual([['acme', expect.objectContaining({ version: policy.version }), 'Acme']]);
  });
});
