import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatScenarioFault } from '../../client/scenarios/page.ts';
import { readScenarios } from '../../client/scenarios/read.ts';
import { loadPolicy } from '../support/policies.ts';

const policy = await loadPolicy('device-maker');
const page = readFileSync(new URL('../../docs/reference/scenarios.md', import.meta.url), 'utf8');

const FACTS =
  '{ customer-name: Ann, phone: "+8613800000002", address: Lane 7, region: south, product-model: LK-350, purchase-date: 2025-11-20, fault-description: foggy }';
const TEXT = `scenario: A hand-off
covers: S4.4.2
given:
  openCases: { tech-1: 3 }
  taken: [{ technician: tech-1, from: Mon 2026-03-16 09:00, until: 11:00 }]
when:
  - { at: Fri 2026-03-13 15:30, by: desk-1, does: open, channel: hotline, kind: repair, facts: ${FACTS} }
  - { at: 16:10, by: desk-1, does: remote-help, outcome: not-enough }
  - { at: 16:20, by: desk-1, does: classify, grade: simple }
  - { at: Mon 10:40, by: desk-1, does: hand-off }
  - { at: 10:50, by: lead-south, does: assign }
  - { at: 11:00, by: tech-2, does: schedule, start: Tue 10:00, end: 11:00 }
until: Mon 12:00
then:
  sent:
    - Fri 17:50 clock-warned to desk-1 by sms, email about hand-off
    - nothing else about hand-off
  never: { sent: clock-escalated to manager-1, happened: case-closed completed }
  happened: Mon 10:40 case-handed-off lead-south
  clocks:
    hand-off: missed, due Mon 09:20, used 3h20m of 2h
    report: not started
  stage: appointment
  next: confirm by customer, due Tue 10:00
`;

/** The faults of the text with one thing changed. */
function faultsOf(from: string, to: string): string[] {
  expect(TEXT).toContain(from);
  const read = readScenarios([{ file: 'x.yaml', text: TEXT.replace(from, to) }], policy);
  return 'faults' in read ? read.faults.map(formatScenarioFault) : [];
}

test('the text that the faults are made from has none', () => {
  expect(readScenarios([{ file: 'x.yaml', text: TEXT }], policy)).toHaveProperty('scenarios.length', 1);
});

test.each([
  ['until: Mon', 'untill: Mon', '13:9  unknown-key  untill is not known here; did you mean until?'],
  ['scenario: A hand-off\n', '', '1:1  missing  scenario is missing; write a text'],
  [
    'by: desk-1, does: open',
    'by: desk-9, does: open',
    '7:37  unknown-person  the policy has no person desk-9; did you mean desk-1?',
  ],
  [
    'does: hand-off',
    'does: handoff',
    '10:40  unknown-verb  "handoff" is nothing that can be done to a case; did you mean hand-off?',
  ],
  ['outcome: not-enough', 'outcome: enough', '8:58  invalid-request  Write one of solved, not-enough.'],
  [
    'grade: simple',
    'grade: simple, graid: 1',
    '9:68  invalid-request  There is no field called graid. Did you mean grade? Known here: kind, grade, urgency, damage, way.',
  ],
  [
    '"+8613800000002"',
    '"138"',
    '7:125  impossible-phone  This is not a phone number that can exist. Write it with the country code, such as +86 139 0000 0000.',
  ],
  ['Mon 10:40, by', 'Mon 2026-03-17 10:40, by', '10:11  bad-time  2026-03-17 is a Tue, not a Mon; correct one of them'],
  [
    'at: 16:10',
    'at: 15:10',
    '8:11  bad-time  "15:10" is earlier than what it follows, or does not exist in Asia/Shanghai; write the day or the date as well',
  ],
  [
    'at: Fri 2026-03-13 15:30',
    'at: 15:30',
    '7:11  bad-time  "15:30" needs its date here, such as Fri 2026-03-13 16:00',
  ],
  ['start: Tue 10:00', 'start: Tues 10:00', '12:53  bad-time  "Tues" is no day of the week; did you mean Tue?'],
  [
    'by: lead-south, does: assign',
    'by: lead-south, does: assign, refused: wrong-stag',
    '11:57  unknown-refusal  "wrong-stag" is no refusal; did you mean wrong-stage?',
  ],
  [
    'technician: tech-1',
    'technician: tech-7',
    '5:25  unknown-person  the policy has no person tech-7; did you mean tech-1?',
  ],
  [
    'clock-warned to desk-1',
    'clock-warnd to desk-1',
    '16:17  unknown-notice  the policy has no notice clock-warnd; did you mean clock-warned?',
  ],
  ['to desk-1 by', 'to desk-11 by', '16:33  unknown-person  the policy has no person desk-11; did you mean desk-1?'],
  ['by sms, email', 'by fax', '16:43  unknown-channel  "fax" is no channel; choose from sms, email'],
  [
    'email about hand-off',
    'email about hand-of',
    '16:60  unknown-clock  about is a clock, "day 3" or "visit 2"; did you mean hand-off?',
  ],
  [
    'clock-warned to desk-1 by sms, email about hand-off',
    'clock-warned',
    '16:17  bad-sentence  say which notice, and to whom: case-opened to customer by sms',
  ],
  [
    '10:40 case-handed-off',
    '10:40 case-handedoff',
    '19:23  unknown-event  "case-handedoff" is no event; did you mean case-handed-off?',
  ],
  [
    'handed-off lead-south',
    'handed-off lead-suth',
    '19:39  bad-sentence  "lead-suth" is never said of case-handed-off; did you mean lead-south?',
  ],
  [
    '    hand-off: missed',
    '    handoff: missed',
    '21:14  unknown-clock  the policy has no clock handoff; did you mean hand-off?',
  ],
  [
    'missed, due',
    'late, due',
    '21:15  bad-sentence  "late" is no verdict of a clock; choose from running, paused, warned, breached, acknowledged, met, missed, cancelled, not started',
  ],
  [
    'used 3h20m',
    'used 3.5h',
    '21:38  bad-sentence  write "due Mon 09:20" or "used 1h30m of 2h", not "used 3.5h of 2h"',
  ],
  [
    'stage: appointment',
    'stage: apointment',
    '23:10  unknown-stage  "apointment" is no stage; did you mean appointment?',
  ],
  ['next: confirm', 'next: conferm', '24:9  bad-sentence  "conferm" is no step; did you mean confirm?'],
])('%j written as %j is told in its place', (from, to, fault) => {
  expect(faultsOf(from, to)).toEqual([`x.yaml:${fault}`]);
  expect(page).toContain(
    `\`${fault.split('  ')[1]}\``.replace(/`(invalid-request|impossible-phone)`/, 'code of its refusal'),
  );
});

describe('a file', () => {
  const background = TEXT.replace('scenario: A hand-off\ncovers: S4.4.2', 'background: A case').split('until: Mon')[0]!;
  const scenario = (name: string) => `---\nscenario: ${name}\nthen: { stage: appointment }\n`;

  test('with a background gives its steps to every scenario behind it', () => {
    const read = readScenarios([{ file: 'x.yaml', text: background + scenario('One') + scenario('Two') }], policy);
    const scenarios = 'scenarios' in read ? read.scenarios : [];
    expect(scenarios.map(({ name, script }) => [name, script.steps.length])).toEqual([
      ['One', 6],
      ['Two', 6],
    ]);
    expect(scenarios[1]?.script.world.openCases).toEqual({ 'tech-1': 3 });
  });

  test('has a background first, and every sentence once', () => {
    const text = scenario('One') + scenario('One');
    const read = readScenarios([{ file: 'x.yaml', text: `${background}${text}---\n${background}` }], policy);
    const faults = 'faults' in read ? read.faults.map(({ code, line }) => [code, line]) : [];
    expect(faults).toEqual([
      ['duplicate-name', 16],
      ['bad-value', 19],
    ]);
  });

  test.each([
    ['[{ at: Fri 2026-03-13 15:30, by: desk-1, does: resume }]', 'bad-value'],
    ['[{ at: Fri 2026-03-13 15:30, by: desk-1, does: opn }]', 'unknown-verb'],
    ['[]', 'missing'],
  ])('whose first steps are %s is told once that no case is opened', (when, code) => {
    const read = readScenarios([{ file: 'x.yaml', text: `scenario: One\nwhen: ${when}\nthen: {}\n` }], policy);
    expect('faults' in read && read.faults.map((fault) => fault.code)).toEqual([code]);
  });

  test('that is no YAML says where', () => {
    const read = readScenarios([{ file: 'x.yaml', text: 'scenario: [' }], policy);
    expect(read).toMatchObject({ faults: [{ code: 'yaml-syntax', line: 1 }] });
  });
});
