import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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
