import { describe, expect, test } from 'vitest';
import { expandCalendars } from '../../../domain/calendar/expand.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/shared/time.ts';
import { documentOf, edited, LANTERN_CARE } from './lantern-care.ts';

const document = documentOf(LANTERN_CARE);
const { pinned } = document;

test('a document survives being stored as JSON', () => {
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test('what a case carries holds no name, no address and no text', () => {
  const json = JSON.stringify(pinned);
  for (const person of Object.values(document.people)) {
    for (const secret of [person.name, person.phone, person.email]) if (secret) expect(json).not.toContain(secret);
  }
  expect(json).not.toContain('{{');
  expect(json).not.toContain('Lyktvården');
  expect(json.length).toBeLessThan(16_000);
});

describe('the version', () => {
  test('is twelve hexadecimal digits, the same in both places', () => {
    expect(document.version).toMatch(/^[0-9a-f]{12}$/);
    expect(pinned.version).toBe(document.version);
  });

  test.each([
    ['a comment', 'policy.yaml', '# A second company', '# The second company'],
    ['a line break', 'policy.yaml', 'zone: Europe/Stockholm', 'zone:\n  Europe/Stockholm'],
    [
      'another way to write the same',
      'policy.yaml',
      'limits: [{ when: { kinds: repair }',
      'limits: [{ when: { kinds: [repair] }',
    ],
  ])('stays with %s', (_, path, from, to) => {
    expect(documentOf(edited(path, from, to)).version).toBe(document.version);
  });

  test.each([
    ['a limit', 'policy.yaml', 'within: 30m', 'within: 31m'],
    ['a name', 'policy.yaml', 'Siv Lind', 'Siv Lund'],
    ['a template', 'templates/en/case-opened.customer.sms.liquid', 'thank you', 'thanks'],
  ])('changes with %s', (_, path, from, to) => {
    expect(documentOf(edited(path, from, to)).version).not.toBe(document.version);
  });

  test('does not depend on the order files are read in', () => {
    expect(documentOf([...LANTERN_CARE].reverse()).version).toBe(document.version);
  });
});

describe('what was written is what is pinned', () => {
  test('limits, warnings and ladders', () => {
    expect(pinned.clocks).toEqual([
      {
        id: 'dispatch',
        from: 'record-completed',
        until: 'handed-off',
        pausedWhile: [],
        calendar: 'desk',
        within: [{ when: { kinds: ['repair'] }, withinMs: 30 * MINUTE_MS }],
        warnAtPercent: [50, 90],
        warn: { kind: 'role', role: 'dispatcher' },
        ladder: 'short',
      },
      {
        id: 'visit',
        from: 'appointment-confirmed',
        until: 'arrived',
        pausedWhile: ['held'],
        calendar: 'visits',
        within: [
          { when: { products: ['gas-*'], urgencies: ['emergency'] }, withinMs: 150 * MINUTE_MS, calendar: 'desk' },
          { when: {}, withinMs: 16 * HOUR_MS },
        ],
        warnAtPercent: [],
        warn: null,
        ladder: 'short',
      },
    ]);
    expect(pinned.ladders).toEqual({
      short: [
        { afterMs: 0, notify: { kind: 'role', role: 'dispatcher' } },
        { afterMs: 45 * MINUTE_MS, notify: { kind: 'role', role: 'owner' } },
      ],
    });
  });

  test('plans and facts', () => {
    expect(pinned.kinds.consultation).toEqual({
      stages: ['intake', 'remote-help', 'classify'],
      requiredFacts: ['phone'],
    });
    expect(pinned.defaultKind).toBe('consultation');
  });

  test('people without names', () => {
    expect(pinned.people.find(({ id }) => id === 'finn')).toEqual({
      id: 'finn',
      roles: ['fitter'],
      hours: 'night-van',
      locale: 'en',
      skills: ['glass', 'gas'],
      certificates: [{ name: 'gas-fitting', validUntil: '2029-01-31' }],
      regions: ['malmo', 'lund'],
      maxOpenCases: 5,
    });
    expect(document.people.finn).toEqual({ name: 'Finn Young', phone: '+46701740604', email: null, locale: 'en' });
  });

  test('money in minor units', () => {
    expect(pinned.prices).toEqual({
      parts: { glass: 12_950, wick: 3_500, valve: 41_000 },
      labour: { standard: 0 },
      travelMinor: 35_000,
      charged: ['parts', 'travel'],
    });
  });

  test('warranty per product', () => {
    expect(pinned.warranty).toEqual({
      anchor: 'purchase-date',
      periods: [
        { when: { products: ['storm-lantern'] }, months: 36 },
        { when: { products: ['gas-*'] }, months: 24 },
      ],
      exclusions: { 'user-damage': 'refuse', transport: 'quote' },
      expired: 'refuse',
    });
  });

  test('callback, follow-up, appointment and chase', () => {
    expect(pinned.callback).toMatchObject({ afterMs: DAY_MS, scale: { lowest: 1, highest: 10 }, reopenAtOrBelow: 3 });
    expect(pinned.followUp).toMatchObject({
      days: [
        { day: 2, atMinuteOfDay: 570 },
        { day: 10, atMinuteOfDay: 960 },
      ],
    });
    expect(pinned.appointment).toMatchObject({
      minNoticeMs: 30 * MINUTE_MS,
      reminder: { daysBefore: 2, atMinuteOfDay: 1_110 },
    });
    expect(pinned.chase).toEqual({ everyMs: DAY_MS, times: 2, hours: 'polite' });
  });

  test('notices with their hours', () => {
    expect(pinned.notices.find(({ on }) => on === 'case-opened')).toMatchObject({ hours: 'any', class: 'normal' });
    expect(pinned.notices.find(({ on }) => on === 'facts-chased')).toMatchObject({ hours: { calendar: 'polite' } });
    expect(pinned.notices.find(({ on }) => on === 'handed-off')).toMatchObject({
      hours: 'recipient',
      emergency: 'same',
    });
  });
});

test('calendars open when the file says', () => {
  const { spans } = expandCalendars(document.calendars, document.zone, Date.UTC(2026, 11, 24), 7);
  const open = (calendar: string, iso: string) =>
    spans[calendar]!.some(([from, to]) => from <= Date.parse(iso) && Date.parse(iso) < to);
  expect(open('visits', '2026-12-23T06:30:00Z')).toBe(true);
  expect(open('visits', '2026-12-23T10:45:00Z')).toBe(false);
  expect(open('visits', '2026-12-24T09:00:00Z')).toBe(false);
  expect(open('visits', '2026-12-26T12:30:00Z')).toBe(true);
  expect(open('visits', '2026-12-28T09:00:00Z')).toBe(false);
  expect(open('night-van', '2026-12-28T04:30:00Z')).toBe(true);
  expect(open('night-van', '2026-12-28T05:30:00Z')).toBe(false);
  expect(spans.desk).toHaveLength(1);
});

describe('who pays, where a policy says more of it', () => {
  const with_ = (from: string, to: string) => documentOf(edited('policy.yaml', from, to));

  test('by days that stand in for one another, papers, causes and parts', () => {
    const { warranty } = with_(
      '  from: purchase-date',
      '  from: [delivery-date, purchase-date]\n  proof: { any: receipt, without: refuse }\n  causes: { wear: quote, workmanship: free }',
    ).pinned;
    expect(warranty).toMatchObject({
      anchor: 'delivery-date',
      orElse: ['purchase-date'],
      proof: { any: ['receipt'], without: 'refuse' },
      causes: { wear: 'quote', workmanship: 'free' },
    });
    const parts = with_(
      'en: storm lantern }, warrantyMonths: 36',
      'en: storm lantern }, warrantyMonths: 36, parts: { wick: 0 }',
    );
    expect(parts.pinned.warranty.periods[0]).toEqual({
      when: { products: ['storm-lantern'] },
      months: 36,
      parts: { wick: 0 },
    });
  });

  test('by costs, market prices, fees and rows of charges', () => {
    const document = with_(
      'parts: { glass: 129.50, wick: 35, valve: "410.00" }',
      [
        'parts: { glass: { price: 129.50, cost: 80, unit: piece }, wick: { price: 35, cost: 20 }, valve: { market: true } }',
        '  fees: { upgrade: 99 }',
        '  charges: [{ when: { standings: expired }, charge: parts, at: cost }, { charge: [] }]',
      ].join('\n'),
    );
    expect(document.pinned.prices).toEqual({
      parts: { glass: 12_950, wick: 3_500 },
      labour: { standard: 0 },
      travelMinor: 35_000,
      charged: ['parts', 'travel'],
      market: ['valve'],
      costs: { parts: { glass: 8_000, wick: 2_000 }, labour: {} },
      fees: { upgrade: 9_900 },
      charges: [
        { when: { standings: ['expired'] }, charge: ['parts'], at: 'cost' },
        { when: {}, charge: [], at: 'price' },
      ],
    });
    expect(document.priceUnits).toEqual({ glass: 'piece' });
  });

  test('by words and rules that sort, the words outside the case', () => {
    const document = with_(
      'warranty:\n',
      'marks: { danger: { sv: rök, en: [smok*, fire] } }\nsort: [{ name: fire-first, when: { marks: danger }, set: { urgency: emergency } }]\nwarranty:\n',
    );
    expect(document.marks).toEqual({ danger: ['rök', 'smok*', 'fire'] });
    expect(document.pinned.sort).toEqual([
      { name: 'fire-first', when: { marks: ['danger'] }, set: { urgency: 'emergency' } },
    ]);
    expect(JSON.stringify(document.pinned)).not.toContain('smok');
  });

  test('by faults with names', () => {
    const files = edited('policy.yaml', 'warranty:\n', 'faults: flicker\nwarranty:\n').map(({ path, text }) => ({
      path,
      text: text.replace(/^( {2}(?:sv|en): \{ )(repair: )/gm, '$1flicker: x, $2'),
    }));
    expect(documentOf(files).pinned.faults).toEqual(['flicker']);
  });
});
