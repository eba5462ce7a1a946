import { describe, expect, test } from 'vitest';
import { printable } from '../../client/cli/style.ts';
import { displayWidth, renderTable, shorten } from '../../client/cli/table.ts';
import { absolute, duration, relative, span, workingTime } from '../../client/cli/time.ts';
import { isLocalTime, typedInstant } from '../../client/cli/time-input.ts';

const NOW_MS = Date.parse('2026-03-09T15:40:00+08:00');
const times = { zone: 'Asia/Shanghai', nowMs: NOW_MS };

describe('a table', () => {
  const rows = [
    ['desk-1', '何清', 'lead'],
    ['nora-field', 'Nora Field', 'lead, 客服 desk'],
    ['li', '👩‍👩‍👧 Ä', ''],
  ];
  const render = (columns: number) => renderTable({ head: ['PERSON', 'NAME', 'ROLES'], rows, columns }).split('\n');

  test('lines up with Chinese in it', () => {
    const lines = render(80);
    const starts = lines
      .slice(0, 3)
      .map((line, index) => displayWidth(line.slice(0, line.indexOf(['ROLES', 'lead', 'lead'][index]!))));
    expect(new Set(starts).size).toBe(1);
    expect(lines[1]).toBe('desk-1      何清        lead');
  });

  test.each([30, 40, 80])('is never wider than a terminal of %i', (columns) => {
    for (const line of render(columns)) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
  });

  test('keeps colours apart from width', () => {
    const lines = renderTable({ head: ['A', 'B'], rows: [['\u001b[31mred\u001b[39m', 'x']], columns: 80 }).split('\n');
    expect(displayWidth(lines[1]!)).toBe(6);
  });

  test('goes on in the next line where it may, broken behind a space or a slash', () => {
    const wrapped = { head: ['A', 'B', 'C'], rows: [['x', 'one two/three four', 'y']], gives: 1, wraps: true } as const;
    expect(renderTable({ ...wrapped, columns: 14 }).split('\n')).toEqual([
      'A  B         C',
      'x  one two/  y',
      '   three',
      '   four',
    ]);
  });

  test('off a terminal is cut nowhere', () => {
    const long = 'x'.repeat(500);
    expect(renderTable({ head: ['A'], rows: [[long]], columns: Number.POSITIVE_INFINITY })).toContain(long);
  });
});

test('a text is shortened by cells, never through a character', () => {
  expect(shorten('何清林越', 5)).toBe('何清…');
  expect(shorten('何清林越', 6)).toBe('何清…');
  expect(shorten('abc', 3)).toBe('abc');
});

test('text of people cannot move the cursor or turn the line round', () => {
  expect(printable('a\u001b[2Jb\r\nc\u202Ed')).toBe('a [2Jb c d');
});

describe('times', () => {
  test.each([
    [40_000, '40 s'],
    [12 * 60_000, '12 min'],
    [4 * 3_600_000 + 20 * 60_000, '4 h 20'],
    [3_600_000, '1 h'],
    [3_600_000 + 5 * 60_000, '1 h 05'],
    [26 * 3_600_000, '1 d 2 h'],
    [48 * 3_600_000, '2 d'],
    [5 * 3_600_000 + 9 * 60_000 + 59_700, '5 h 10'],
    [59 * 60_000 + 50_000, '1 h'],
    [59_600, '1 min'],
    [24 * 3_600_000 - 10_000, '1 d'],
    [-12 * 60_000, '12 min'],
  ])('%i ms are %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  test.each([
    [30 * 60_000, '30 min'],
    [5 * 3_600_000 + 9 * 60_000 + 59_700, '5 h 10'],
    [24 * 3_600_000 - 10_000, '24 h'],
    [56 * 3_600_000 + 29_000, '56 h'],
  ])('%i ms of work are %s', (ms, text) => {
    expect(workingTime(ms)).toBe(text);
  });

  test('are told in the zone of the policy, the day only when it is another', () => {
    expect(absolute(NOW_MS, times)).toBe('15:40');
    expect(absolute(NOW_MS + 24 * 3_600_000, times)).toBe('Tue 10 Mar 15:40');
    expect(absolute(Date.parse('2027-01-01T00:00+08:00'), times)).toBe('Fri 1 Jan 2027 00:00');
    expect(span(NOW_MS + 24 * 3_600_000, NOW_MS + 26 * 3_600_000, times)).toBe('Tue 10 Mar 15:40–17:40');
  });

  test('are told by how far away they are', () => {
    expect([relative(NOW_MS, times), relative(NOW_MS + 60_000, times), relative(NOW_MS - 60_000, times)]).toEqual([
      'now',
      'in 1 min',
      '1 min ago',
    ]);
  });

  test('are typed with an offset, or without one in the zone of the policy', () => {
    expect(typedInstant('2026-03-11T14:00Z', '/start', times)).toBe(Date.UTC(2026, 2, 11, 14));
    expect(typedInstant('2026-03-11 14:00', '/start', times)).toBe(Date.UTC(2026, 2, 11, 6));
    expect(typedInstant('9:05', '/start', times)).toBe(Date.UTC(2026, 2, 9, 1, 5));
    expect(isLocalTime('2026-03-11T14:00Z')).toBe(false);
  });

  test.each(['2026-02-30 09:00', '25:00', '2026-03-29 02:30', '2026-10-25 02:30', 'noon'])(
    '%s is no time in Berlin',
    (text) => {
      expect(() => typedInstant(text, '/start', { zone: 'Europe/Berlin', nowMs: NOW_MS })).toThrow(/exists once/);
    },
  );
});
