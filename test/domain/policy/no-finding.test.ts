import { describe, expect, test } from 'vitest';
import { edited, findingsOf } from './lantern-care.ts';

const BEFORE_VISIT = '  visit:\n    from: appointment-confirmed';
const HANDED_OFF = 'templates/en/handed-off.staff.sms.liquid';
const OPENED = 'templates/en/case-opened.customer.sms.liquid';
const CALLBACK = 'templates/en/callback-asked.customer.email.liquid';

/** Findings after one change; a new clock has no word, which is not what these tests ask. */
function codesWith(file: string, from: string, to: string): string[] {
  return findingsOf(edited(file, from, to))
    .map(({ code }) => code)
    .filter((code) => code !== 'missing-word');
}

describe('nothing is found in a clock when', () => {
  test.each([
    [
      'the limits inside take all of its time',
      `  whole: { from: handed-off, until: arrived, calendar: visits, limits: [{ when: { kinds: repair }, within: 17h30m }] }
  first: { from: technician-assigned, until: appointment-confirmed, calendar: visits, limits: [{ within: 1h30m }] }`,
    ],
    [
      'a longer one inside it is for other cases',
      `  whole: { from: handed-off, until: arrived, calendar: visits, limits: [{ when: { tiers: key }, within: 17h }] }
  first: { from: technician-assigned, until: appointment-confirmed, calendar: visits, limits: [{ when: { tiers: standard }, within: 2h }] }`,
    ],
    [
      'those inside run at the same time',
      `  whole: { from: handed-off, until: arrived, calendar: visits, limits: [{ when: { kinds: repair }, within: 17h }] }
  first: { from: handed-off, until: appointment-confirmed, calendar: visits, limits: [{ within: 1h }] }
  other: { from: technician-assigned, until: arrived, calendar: visits, limits: [{ within: 16h30m }] }`,
    ],
    [
      'a longer limit inside is counted in other hours',
      '  whole: { from: handed-off, until: arrived, calendar: polite, limits: [{ when: { kinds: repair }, within: 12h }] }',
    ],
    [
      'another promise over the very same way is longer',
      '  sooner: { from: appointment-confirmed, until: arrived, calendar: visits, limits: [{ within: 8h }] }',
    ],
    [
      'the engine waits a minute less',
      '  asking: { from: report-signed, until: callback-asked, calendar: desk, limits: [{ when: { kinds: repair }, within: 24h1m }] }',
    ],
    [
      'a new round lets it run on after the last question',
      '  whole: { from: callback-asked, until: closed, calendar: desk, limits: [{ when: { kinds: repair }, within: 60d }] }',
    ],
    [
      'nobody can tell how long its calendar is closed',
      '  rating: { from: report-signed, until: rated, calendar: visits, limits: [{ when: { kinds: repair }, within: 600h }], ladder: short }',
    ],
    [
      'a limit waits for the grade and another starts it',
      '  whole: { from: opened, until: arrived, calendar: desk, limits: [{ when: { kinds: repair, grades: complex }, within: 9d }, { when: { kinds: repair }, within: 8d }] }',
    ],
  ])('%s', (_, clock) => {
    expect(codesWith('policy.yaml', BEFORE_VISIT, `${clock}\n${BEFORE_VISIT}`)).toEqual([]);
  });
});

describe('nothing is found in a text when', () => {
  test.each([
    ['a value has a default', OPENED, 'thank you', '{{ customer.name | default: "thank you" }}'],
    ['a condition asks for it', OPENED, 'thank you', '{% if customer.name != blank %}{{ customer.name }}{% endif %}'],
    [
      'another branch asks for it',
      OPENED,
      'thank you',
      '{% if case.round == 2 %}a{% elsif customer.name %}{{ customer.name }}{% endif %}',
    ],
    [
      'it is there by then',
      HANDED_OFF,
      'Please',
      '{{ lead.name }}, {{ recipient.name }}, {{ case.productModel }}: please',
    ],
    ['nobody was helped from afar', CALLBACK, 'please answer', '{{ technician.name }} asks: please answer'],
  ])('%s', (_, file, from, to) => {
    expect(codesWith(file, from, to)).toEqual([]);
  });

  test('and the check does not stop at the end of a condition', () => {
    const text = '{% if customer.name %}dear{% endif %} {{ customer.name }}';
    expect(codesWith(OPENED, 'thank you', text)).toEqual(['template-may-be-empty']);
  });

  test('and a case that was helped from afar comes to its callback without a technician', () => {
    const helped = edited(
      'policy.yaml',
      'plan: [intake, classify, hand-off',
      'plan: [intake, remote-help, classify, hand-off',
    );
    const files = helped.map(({ path, text }) =>
      path === CALLBACK ? { path, text: text.replace('please answer', '{{ technician.name }}') } : { path, text },
    );
    expect(findingsOf(files).map(({ code, file }) => `${code} ${file}`)).toEqual([`template-may-be-empty ${CALLBACK}`]);
  });
});

describe('holidays are complete when', () => {
  const LABOUR_DAY = '    - { on: 2026-05-01, name: Labour Day }';
  test.each([
    [
      'a feast moved by five weeks',
      '    - { on: 2025-02-02, name: New Moon }\n    - { on: 2027-03-09, name: New Moon }',
    ],
    [
      'a list has let go of what was years ago',
      '    - { on: 2020-04-13, name: Moving }\n    - { on: 2025-05-02, name: Labour Day }',
    ],
  ])('%s', (_, days) => {
    expect(codesWith('policy.yaml', LABOUR_DAY, `${days}\n${LABOUR_DAY}`)).toEqual([]);
  });

  test('no calendar asks for them', () => {
    const unused = `  moon:\n    - { on: 2025-09-09, name: New Moon }\n  sweden:\n`;
    expect(codesWith('policy.yaml', '  sweden:\n', unused)).toEqual([]);
  });
});
