import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { renderPolicy } from '../../client/cli/show-policy.ts';
import { createStyle } from '../../client/cli/style.ts';
import { displayWidth } from '../../client/cli/table.ts';
import { loadPolicy } from '../support/policies.ts';
import { cli } from './cli-harness.ts';

const plain = await loadPolicy('lantern-care');
const style = createStyle(false);
const limit = (within: object[]) => ({ ...plain.pinned.clocks[0]!, id: 'on-site', within }) as never;
const kinds = ['repair', 'installation', 'maintenance', 'complaint', 'consultation'];

/** One clock whose limits differ only at the end of what they are for. */
const policy = {
  ...plain,
  calendars: {
    office: {
      weekly: [
        ...Array(4).fill([
          { fromMinute: 540, toMinute: 720 },
          { fromMinute: 780, toMinute: 1_080 },
        ]),
        [{ fromMinute: 540, toMinute: 720 }],
        [],
        [],
      ],
      holidays: [],
      specialDays: {},
    },
    nights: {
      weekly: [...Array(5).fill([]), [{ fromMinute: 1_320, toMinute: 1_800 }], [{ fromMinute: 0, toMinute: 1_440 }]],
      holidays: [],
      specialDays: {},
    },
  },
  pinned: {
    ...plain.pinned,
    appointment: { ...plain.pinned.appointment, hours: 'office' },
    clocks: [
      limit([
        { when: { kinds, grades: ['complex'] }, withinMs: 56 * 3_600_000 },
        { when: { kinds, grades: ['general'] }, withinMs: 40 * 3_600_000 },
      ]),
    ],
  },
};

describe('policy show', () => {
  test.each([70, 80, 100])('on %i columns tells in full what each limit is for', (columns) => {
    const text = renderPolicy(policy, style, columns);
    const limits = text.slice(text.indexOf('LIMIT OF'), text.indexOf('\nHOURS'));
    expect(limits).toContain('complex');
    expect(limits).toContain('general');
    expect(text).not.toContain('…');
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  });

  test('tells the week of every calendar, and which is for visits', async () => {
    const { out } = await cli(['policy', 'show'], { policy: async () => policy });
    expect(out).toContain('office  Mon–Thu 09:00–12:00 13:00–18:00, Fri 09:00–12:00  appointments\n');
    expect(out).toContain('nights  Sat 22:00–06:00, Sun 00:00–24:00\n');
  });
});

describe('policy check', () => {
  const lanternCare = fileURLToPath(new URL('../fixtures/policies/lantern-care', import.meta.url));
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** A copy of lantern-care with one text of its policy replaced by another. */
  function folderWith(from: string, to: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'aftercare-test-'));
    folders.push(folder);
    cpSync(lanternCare, folder, { recursive: true });
    const file = join(folder, 'policy.yaml');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
    return folder;
  }

  test('says ok and which version it is', async () => {
    const { code, out, err } = await cli(['policy', 'check', lanternCare]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ok {2}lantern-care@[0-9a-f]{12}\n$/);
  });

  test('shows a warning with its place, and is content', async () => {
    const folder = folderWith('when: { tiers: standard }', 'when: { kinds: consultation }');
    const { code, out, err } = await cli(['policy', 'check', folder]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [warning, ok] = out.split('\n');
    expect(warning).toMatch(/^warning {2}.+\/policy\.yaml:\d+:\d+ {2}notice-never-due {2}no kind .+; .+$/);
    expect(warning).toContain(`  ${folder}/policy.yaml:`);
    expect(ok).toMatch(/^ok {2}lantern-care@[0-9a-f]{12}, 1 warning$/);
  });

  test('shows faults before warnings, and fails', async () => {
    const folder = folderWith('when: { tiers: standard } }', 'when: { kinds: consultation }, class: loud }');
    writeFileSync(join(folder, 'templates', 'stray.txt'), '');
    const { code, out, err } = await cli(['policy', 'check', folder]);
    expect(code).toBe(1);
    expect(out.split('\n').map((line) => line.split(/ {2,}/)[0])).toEqual(['fault', 'fault', '']);
    expect(err).toBe('2 faults; nothing was stored.\n');
  });

  test('gives machines both lists', async () => {
    const doubtful = folderWith('when: { tiers: standard }', 'when: { kinds: consultation }');
    const wrong = folderWith('when: { tiers: standard }', 'when: { kinds: [consultation, exchange] }');
    const json = async (folder: string) => {
      const { code, out } = await cli(['policy', 'check', folder, '-o', 'json']);
      return { code, ...JSON.parse(out) };
    };
    expect(await json(doubtful)).toMatchObject({
      code: 0,
      id: 'lantern-care',
      faults: [],
      warnings: [{ severity: 'warning', code: 'notice-never-due', file: 'policy.yaml' }],
    });
    expect(await json(wrong)).toMatchObject({
      code: 1,
      faults: [{ severity: 'fault', code: 'unknown-kind', file: 'policy.yaml' }],
      warnings: [{ code: 'notice-never-due' }],
    });
  });

  test('applies a policy with a warning', async () => {
    const folder = folderWith('when: { tiers: standard }', 'when: { kinds: consultation }');
    const applied: string[] = [];
    const { code, out } = await cli(['policy', 'apply', folder], {
      applyPolicy: async (_organisation, document) => void applied.push(document.id),
    } as Partial<Aftercare>);
    expect(code).toBe(0);
    expect(out).toContain('notice-never-due');
    expect(applied).toEqual(['lantern-care']);
  });
});

test('policy schema prints the schema that ships', async () => {
  const { code, out } = await cli(['policy', 'schema']);
  expect(code).toBe(0);
  expect(out).toBe(readFileSync(new URL('../../policies/policy.schema.json', import.meta.url), 'utf8'));
});

describe('the program', () => {
  test('tells its version', async () => {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    expect(await cli(['--version'])).toEqual({ code: 0, out: `${JSON.parse(text).version}\n`, err: '' });
  });

  test.each([
    [
      ['help', 'case'],
      ['case', '--help'],
    ],
    [
      ['case', 'help', 'open'],
      ['case', 'open', '--help'],
    ],
    [['help'], ['--help']],
  ])('answers %j as %j', async (line, other) => {
    const { code, out, err } = await cli(line);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe((await cli(other)).out);
  });
});
