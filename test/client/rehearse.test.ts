import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { RehearsalReport } from '../../client/rehearse/rehearse.ts';
import type { Flip } from '../../domain/rehearsal/flips.ts';
import type { TicketJudgement } from '../../domain/rehearsal/ticket-judgement.ts';
import { cli } from './cli-harness.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const SAMPLE = path('fixtures/helpdesk-sample.csv');
const DIRTY = path('fixtures/helpdesk-dirty.csv');
const MAPPING = path('../examples/helpdesk.yaml');
/** Off a terminal, where nothing is animated. */
const PIPE = { columns: Number.POSITIVE_INFINITY };

const rehearse = (log: string, ...flags: string[]) =>
  cli(['rehearse', log, '--mapping', MAPPING, '--policy', 'device-maker', ...flags], {}, PIPE);

async function reportOf(log: string, ...flags: string[]): Promise<RehearsalReport & { flips: Flip[] | null }> {
  const { code, out, err } = await rehearse(log, '-o', 'json', ...flags);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

describe('rehearsing an event log', () => {
  test('judges every ticket, and accounts for every event', async () => {
    const { tickets, log, clocks, messages, time } = await reportOf(SAMPLE);
    expect(tickets).toMatchObject({ judged: 12, notOpened: 0 });
    const skipped = log.skipped.reduce((sum, { count }) => sum + count, 0);
    // Blank lines are no events, and the first is the head.
    const lines = readFileSync(SAMPLE, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line.trim() !== '');
    expect(log.read).toBe(lines.length - 1);
    expect(log.used + log.nothingNew.count + skipped).toBe(log.read);
    expect(clocks.find(({ clockId }) => clockId === 'assign')?.counts).toMatchObject({ running: 0, cancelled: 0 });
    expect(messages.rows.find(({ purpose }) => purpose === 'case-opened')).toMatchObject({ count: 12, to: 'customer' });
    expect(time.calendar).toBe('office-hours');
  });

  test('names what it skipped, how often, and in which lines', async () => {
    const { log } = await reportOf(DIRTY);
    const told = log.skipped.map(({ reason, detail, count, lines }) => [reason, detail, count, lines]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['unreadable-time', '', 2, [9, 16]],
        ['no-time', '', 1, [8]],
        ['no-ticket', '', 1, [10]],
        ['no-activity', '', 1, [11]],
        ['unreadable-row', 'more cells than the head line has names', 1, [12]],
        ['unknown-activity', 'Take in charge tickt (did you mean Take in charge ticket?)', 1, [7]],
        ['repeated', 'Assign seriousness', 1, [6]],
        ['impossible', 'Take in charge ticket, closed: case-closed', 1, [13]],
      ]),
    );
    expect(told).toHaveLength(8);
    expect(log.putInOrder).toEqual({ count: 1, lines: [5] });
    expect(log.nothingNew).toMatchObject({ count: 1, lines: [14] });
    expect([log.read, log.used]).toEqual([15, 5]);
  });

  test('puts a late row in its place: the ticket is assigned in time', async () => {
    const { code, out } = await rehearse(DIRTY, '-o', 'jsonl');
    expect(code).toBe(0);
    const tickets = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TicketJudgement);
    const assigned = tickets.find(({ ticket }) => ticket === 'T-1')?.clocks.find(({ clockId }) => clockId === 'assign');
    // From 09:10 to 09:40 where the policy works.
    expect(assigned).toMatchObject({ verdict: 'met', usedMs: 30 * 60_000, limitMs: 4 * 3_600_000 });
  });

  test('gives the same report from stdin, and for a folder instead of a name', async () => {
    const fromFile = await reportOf(SAMPLE);
    const stdin = Readable.from([readFileSync(SAMPLE)]);
    const folder = path('../policies/device-maker');
    const line = ['rehearse', '-', '--mapping', MAPPING, '--policy', folder, '-o', 'json'];
    const { code, out } = await cli(line, {}, { ...PIPE, stdin });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(fromFile);
  });

  test('reads XES', async () => {
    const mapping = path('fixtures/desk-sample.mapping.yaml');
    const log = path('fixtures/desk-sample.xes');
    const line = ['rehearse', log, '--mapping', mapping, '--policy', 'device-maker', '-o', 'jsonl'];
    const { code, out } = await cli(line, {}, PIPE);
    expect(code).toBe(0);
    const tickets = out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as TicketJudgement);
    // Nine in the morning in Rome is nine in the morning where the policy works.
    expect(tickets.find(({ ticket }) => ticket === 'T & 1')).toMatchObject({
      openedAtMs: Date.parse('2026-03-02T09:10:00+08:00'),
      stage: 'callback',
    });
    expect(tickets.find(({ ticket }) => ticket === 'T-2')).toMatchObject({ stage: 'remote-help' });
  });

  test('takes the first tickets only when told so, and says what was left out', async () => {
    const { tickets, log } = await reportOf(SAMPLE, '--limit', '5');
    expect(tickets.judged).toBe(5);
    expect(log.skipped.find(({ reason }) => reason === 'beyond-limit')?.count).toBeGreaterThan(20);
  });

  test('tells people in a page', async () => {
    const { code, out, err } = await rehearse(DIRTY);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^3 tickets judged by device-maker@/);
    expect(out).toContain('15  read = 5 used + 1 without news + 9 skipped');
    for (const part of ['LIMITS', 'TIME', 'ESCALATIONS', 'MESSAGES', 'BUSIEST HOURS', 'EVENTS', 'NEVER EXERCISED']) {
      expect(out).toContain(`\n${part}`);
    }
  });
});

describe('rehearsing against another policy', () => {
  test('of the same kind flips nothing and changes nothing', async () => {
    const { out, code } = await rehearse(SAMPLE, '--against', 'device-maker');
    expect(code).toBe(0);
    const changes = out.slice(out.indexOf('CHANGES'));
    expect(changes).toContain('messages  as many');
    expect(changes).toContain('escalations  as many');
    expect((await reportOf(SAMPLE, '--against', 'device-maker')).flips).toEqual([]);
  });

  test('shows which limits flip, in which tickets, and what that means for people', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftercare-strict-'));
    const strict = join(folder, 'strict');
    try {
      cpSync(path('../policies/device-maker'), strict, { recursive: true });
      cpSync(path('../policies/common'), join(folder, 'common'), { recursive: true });
      const file = join(strict, 'policy.yaml');
      const text = readFileSync(file, 'utf8');
      const stricter = text.replace(/within: 4h( # S4\.4\.3)/, 'within: 30m$1');
      expect(stricter).not.toBe(text);
      writeFileSync(file, stricter);
      const line = ['rehearse', SAMPLE, '--mapping', MAPPING, '--policy', strict, '--against', 'device-maker'];
      const { out } = await cli([...line, '-o', 'json'], {}, PIPE);
      const { flips, clocks, against, escalations } = JSON.parse(out);
      const broken = (report: RehearsalReport) =>
        report.clocks.find(({ clockId }) => clockId === 'assign')?.counts.breached ?? 0;
      expect(flips.length).toBeGreaterThan(2);
      expect(broken({ clocks } as RehearsalReport) - broken(against)).toBe(flips.length);
      expect(escalations.count).toBeGreaterThan(against.escalations.count);
      expect(
        flips.every(({ clockId, from, to }: Flip) => clockId === 'assign' && from === 'met' && to === 'breached'),
      ).toBe(true);
      const { out: page } = await cli([...line, '--show', 'flips'], {}, PIPE);
      for (const { ticket } of flips) expect(page).toContain(`  ${ticket}  assign: met -> breached`);
      expect(page).toMatch(/ {4}to \S.* {2}\+\d+, \d+ % of what is added/);
      expect(page).toMatch(new RegExp(`assign +[\\d.]+ % -> [\\d.]+ % +${flips.length} +0`));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('is what a list of flips needs', async () => {
    const { code, err } = await rehearse(SAMPLE, '--show', 'flips');
    expect({ code, err }).toEqual({ code: 2, err: '--show flips needs --against: name the other policy.\n' });
  });
});

describe('a rehearsal that can’t be', () => {
  test('says which column the log lacks', async () => {
    const stdin = Readable.from(['Case,Activity\nT-1,Wait\n']);
    const line = ['rehearse', '-', '--mapping', MAPPING, '--policy', 'device-maker'];
    const { code, err } = await cli(line, {}, { ...PIPE, stdin });
    expect(code).toBe(1);
    expect(err).toContain('unknown-column');
    expect(err).toContain('no column Case ID, Complete Timestamp');
  });

  test('tells faults of the mapping by line, to machines as an object', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftercare-mapping-'));
    try {
      const mapping = join(folder, 'map.yaml');
      const line = ['rehearse', SAMPLE, '--mapping', mapping, '--policy', 'device-maker'];
      const text = readFileSync(MAPPING, 'utf8');
      writeFileSync(mapping, text.replace('upTo: sign', 'upTo: sing'));
      const people = await cli(line, {}, PIPE);
      expect(people.code).toBe(1);
      expect(people.out).toMatch(/map\.yaml:\d+:\d+ {2}bad-value {2}steps have no sing; did you mean sign\?/);
      const { out, code } = await cli([...line, '-o', 'json'], {}, PIPE);
      expect({ code, faults: JSON.parse(out).faults.length }).toEqual({ code: 1, faults: 1 });
      writeFileSync(mapping, text.replace('spread: technicians', 'spread: technicans'));
      const unknown = await cli(line, {}, PIPE);
      expect(unknown.code).toBe(1);
      expect(unknown.err).toContain('did you mean technicians?');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('says which file is not there', async () => {
    const { code, err } = await rehearse('no-such.csv');
    expect(code).toBe(1);
    expect(err).toContain('no-such.csv');
    const { code: policy, err: why } = await cli(
      ['rehearse', SAMPLE, '--mapping', MAPPING, '--policy', 'nobody'],
      {},
      PIPE,
    );
    expect(policy).toBe(1);
    expect(why).toContain('nobody');
  });

  test('asks how many tickets an engine shall live', async () => {
    const { code, err } = await rehearse(SAMPLE, '--engine');
    expect(code).toBe(2);
    expect(err).toContain('--limit');
  });

  test('stops at Ctrl-C, says how far it came, and leaves nothing behind', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('aftercare-rehearse-'));
    const before = left();
    const stop = new AbortController();
    async function* endless() {
      yield 'Case ID,Activity,Resource,Complete Timestamp,seriousness_2,service_level,service_type,workgroup,customer,product\n';
      for (let n = 0; ; n++) {
        if (n === 1_000) stop.abort();
        yield `T-${n},Wait,R,2012/10/09 10:00:00.000,,,,,,\n`;
      }
    }
    const line = ['rehearse', '-', '--mapping', MAPPING, '--policy', 'device-maker'];
    const over = { ...PIPE, stdin: Readable.from(endless()), interrupted: stop.signal };
    const { code, out, err } = await cli(line, {}, over);
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toMatch(/^Interrupted\. \d[\d,]* events read, no ticket judged yet; nothing is left behind\.\n$/);
    expect(left()).toEqual(before);
  });

  test('stops between two tickets, too', async () => {
    const stop = new AbortController();
    let lines = 0;
    const stdout = {
      write: () => {
        lines += 1;
        if (lines === 3) stop.abort();
      },
    };
    const line = ['rehearse', SAMPLE, '--mapping', MAPPING, '--policy', 'device-maker', '-o', 'jsonl'];
    const { code, err } = await cli(line, {}, { ...PIPE, stdout, interrupted: stop.signal });
    expect({ code, lines }).toEqual({ code: 130, lines: 3 });
    expect(err).toMatch(/^Interrupted\. 3 tickets judged, about \d+ % of the log; nothing is left behind\.\n$/);
  });
});
