import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { RefusedError, UnavailableError } from '../../client/errors.ts';
import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import { programName } from '../../workers/program-name.ts';
import { view } from '../database/fixtures.ts';
import { cli, NOW_MS } from './cli-harness.ts';

const CASE = 'C-7K3M9P2QXA';
const policy = async () => ({ zone: 'Asia/Shanghai', people: {} }) as never;
const npx = { program: 'npx aftercare' };

function refusing(error: Refusal | Error): Partial<Aftercare> {
  const fail = () => Promise.reject(error instanceof Error ? error : new RefusedError([error]));
  return { send: fail, openCase: fail, showCase: fail, policy };
}

describe('a hint names the program that is there', () => {
  const receipt = { commandId: 'x', fingerprint: 'f', seq: 2, atMs: NOW_MS };
  const accepted = { caseId: CASE, receipt, view: view({ caseId: CASE }) };
  const shown = { view: view({ caseId: CASE }), from: 'workflow' as const, inFlight: [], uncommittedEvents: 0 };
  const aftercare: Partial<Aftercare> = {
    policy,
    send: async () => accepted,
    openCase: async () => accepted,
    listCases: async () => ({ cases: [view({ caseId: CASE })], nextCursor: 'abc' }),
    showCase: async () => shown,
    inbox: async () => [],
    timeline: async () => [],
    knownProblems: async () => [],
    messages: async () => [],
    policies: async () => [],
  };

  test.each([
    [['case', 'resume', CASE], 'try: npx aftercare case '],
    [['case', 'list'], 'More: npx aftercare case list --after abc\ntry: npx aftercare case show '],
    [['case', 'show', CASE], '  npx aftercare case '],
    [['policy', 'list'], 'npx aftercare policy apply'],
    [['case', 'open', '--file', '-'], 'try: npx aftercare case list'],
  ])('after %j', async (line, hint) => {
    const stdin = Readable.from(['{"channel":"web"}\n']);
    const { out, err } = await cli(line, aftercare, { ...npx, stdin });
    expect(out + err).toContain(hint);
    expect((out + err).replaceAll('npx aftercare', '')).not.toMatch(/\baftercare (case|policy)/);
  });

  test('after a refusal and while nobody answers', async () => {
    expect(
      (await cli(['case', 'show', CASE], refusing(refusal('unknown-case', '', { caseId: CASE })), npx)).err,
    ).toContain('npx aftercare case list');
    expect((await cli(['case', 'show', CASE], refusing(new UnavailableError('No.', null)), npx)).err).toContain(
      'npx aftercare dev',
    );
  });

  test('which is the short name only when the PATH has it outside of npm’s own folders', () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftercare-path-'));
    const bin = join(folder, 'node_modules', '.bin');
    mkdirSync(bin, { recursive: true });
    for (const place of [folder, bin]) {
      writeFileSync(join(place, 'aftercare'), '');
      chmodSync(join(place, 'aftercare'), 0o755);
    }
    expect(programName([bin, '', join(folder, 'none')].join(delimiter))).toBe('npx aftercare');
    expect(programName([bin, folder].join(delimiter))).toBe('aftercare');
    expect(programName(undefined)).toBe('npx aftercare');
    rmSync(folder, { recursive: true });
  });
});

describe('a refusal on the screen', () => {
  const report = ['case', 'report', CASE, '--cause', 'wear', '--result', 'solved'];
  const unpaid = refusal('price-not-accepted', '/priceAccepted', { amount: 'CNY 100' });
  const onHold = refusal('on-hold', '', { since: '2026-03-08T02:00:00.000Z' });
  const stdin = () => ({ stdin: Readable.from([Buffer.from('{}')]) });

  test('names the flag when the body came from flags', async () => {
    const { err } = await cli(report, refusing(unpaid));
    expect(err).toContain('price-not-accepted  at --price-accepted\n');
    expect(err).toContain('next: When the customer has agreed: --price-accepted\n');
  });

  test('names the place when the body came as JSON', async () => {
    const { err } = await cli(['case', 'report', CASE, '--json', '-'], refusing(unpaid), stdin());
    expect(err).toContain('price-not-accepted  at /priceAccepted\n');
    expect(err).toContain('"priceAccepted": true\n');
  });

  test.each([
    [['case', 'assign', CASE], '/technicianId', '--technician'],
    [['case', 'provide', CASE, '--phone', '1'], '/facts/phone', '--phone'],
    [['case', 'open', '--phone', '1'], '/facts/phone', '--phone'],
    [report, '/parts/0/code', '--part'],
    [report, '/by', '--by'],
    [report, '/effectiveAt', '--at'],
    [report, '/else', '/else'],
  ])('of %j at %s names %s', async (line, place, shown) => {
    expect((await cli(line, refusing(refusal('nothing-provided', place)))).err).toContain(`at ${shown}\n`);
  });

  test('tells times in the zone of the policy, and the id of the case at hand', async () => {
    const { err } = await cli(report, refusing(onHold));
    expect(err).toContain('The case is on hold since Sun 8 Mar 10:00.');
    expect(err).toContain(`next: aftercare case resume ${CASE}\n`);
  });

  test('leaves a time as it is when the policy cannot be read', async () => {
    const { code, err } = await cli(report, { ...refusing(onHold), policy: () => Promise.reject(new Error('x')) });
    expect(code).toBe(1);
    expect(err).toContain('since 2026-03-08T02:00:00.000Z');
  });

  test('calls a command by what is typed for it', async () => {
    const wrong = refusal('wrong-stage', '', { stage: 'intake', command: 'FileReport', expected: 'visit' });
    const { err } = await cli(report, refusing(wrong));
    expect(err).toContain('A case in stage intake cannot take report; it takes it in visit.');
    expect(err).toContain(`aftercare case show ${CASE}\n`);
  });

  test('is told to machines as the domain wrote it', async () => {
    const one = JSON.parse((await cli([...report, '-o', 'json'], refusing(unpaid))).err).errors[0];
    expect(one.place).toBe('/priceAccepted');
    const other = JSON.parse((await cli([...report, '-o', 'json'], refusing(onHold))).err).errors[0];
    expect(other.sentence).toContain('2026-03-08T02:00:00.000Z');
  });
});
