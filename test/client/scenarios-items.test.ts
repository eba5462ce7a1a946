import { expect, test } from 'vitest';
import { failureLines } from '../../client/scenarios/failure-lines.ts';
import { formatScenarioFault } from '../../client/scenarios/page.ts';
import { readScenarios } from '../../client/scenarios/read.ts';
import { liveScenarios } from '../../client/scenarios/run-scenarios.ts';
import { exercisedBy, rulesOf } from '../../domain/rehearsal/coverage.ts';
import { HOUR_MS } from '../../domain/shared/time.ts';
import { task, withItems } from '../support/items.ts';

const policy = withItems(
  {
    form: task({ checklist: ['papers'], blocks: ['closing'], opens: [{ on: 'record-completed', when: {} }] }),
    word: { is: 'promise', opens: [], blocks: [], owner: { kind: 'opener' } },
    leave: { is: 'approval', opens: [], blocks: ['form.done'], bands: [{ upToMinor: null, by: 'lead' }] },
  },
  [
    { id: 'filling', from: 'form.opened', until: 'form.done', within: [{ when: {}, withinMs: 2 * HOUR_MS }] },
    { id: 'kept-word', from: 'word.opened', until: 'word.kept', within: [{ when: {}, withinMs: 0, agreed: true }] },
  ],
  [
    {
      on: 'leave.granted',
      to: { kind: 'customer' },
      channels: ['sms'],
      hours: 'any',
      emergency: 'same',
      class: 'normal',
      when: {},
    },
  ],
);

const FACTS =
  '{ customer-name: Ann, phone: "+8613800000002", address: Lane 7, region: south, product-model: LK-350, purchase-date: 2025-11-20, fault-description: foggy }';
const TEXT = `scenario: A form, a word and leave
when:
  - { at: Mon 2026-03-16 09:00, by: desk-1, does: open, channel: hotline, kind: repair, facts: ${FACTS} }
  - { at: 09:10, by: desk-1, does: remote-help, outcome: not-enough }
  - { at: 09:20, by: desk-1, does: classify, grade: simple }
  - { at: 09:30, by: desk-1, does: open-item, item: word, until: "10:30" }
  - { at: 09:40, by: desk-1, does: open-item, item: leave, amountMinor: 70000 }
  - { at: 09:45, by: desk-1, does: advance, item: form, step: done, checklist: [papers], refused: item-blocked }
  - { at: 09:50, by: lead-south, does: advance, item: leave-1, step: granted, note: Ann asked twice. }
  - { at: 09:55, by: desk-1, does: advance, item: form, step: done, refused: checklist-incomplete }
  - { at: 09:56, by: desk-1, does: close, outcome: answered, refused: gate-closed }
  - { at: 10:00, by: desk-1, does: advance, item: form, step: done, checklist: [papers] }
  - { at: 10:10, by: desk-1, does: close, outcome: answered }
then:
  sent: Mon 09:50 leave.granted to customer by sms
  happened:
    - 09:20 item-opened form lead-south record-completed
    - 09:40 item-opened leave amountMinor 70000
    - 10:00 item-advanced form done
  never: { happened: gate-reached }
  clocks: { filling: "met, used 40m of 2h", kept-word: "cancelled, due Mon 10:30" }
  items: { form: done, word: dropped, leave: granted }
  stage: closed
`;

function read(text: string) {
  return readScenarios([{ file: 'x.yaml', text }], policy);
}

function linesOf(text: string): string[] {
  const answer = read(text);
  if ('faults' in answer) throw new Error(answer.faults.map(formatScenarioFault).join('\n'));
  const [lived] = liveScenarios(policy, answer.scenarios);
  return lived!.failures.flatMap((failure) =>
    failureLines(failure, lived!.run, policy).map(({ sign, text: line }) => `${sign} ${line}`),
  );
}

test('a scenario says what is done beside the case, and what came of it', () => {
  expect(linesOf(TEXT)).toEqual([]);
});

test('what stands otherwise is told in the same words', () => {
  const told = linesOf(TEXT.replace('form: done, word: dropped', 'form: [done, opened], word: not opened'));
  expect(told.join('\n')).toContain('items: form: done, opened');
  expect(told.join('\n')).toContain('items: form: done');
  expect(told.join('\n')).toContain('items: word: dropped');
});

test.each([
  ['items: { form:', 'items: { from:', 'unknown-item', 'did you mean form?'],
  ['word: dropped', 'word: broken', 'bad-value', '"broken" is no step of word'],
  ['item-opened form', 'item-opened farm', 'bad-sentence', 'did you mean form'],
  ['until: "10:30"', 'until: "25:30"', 'bad-time', ''],
])('%s written as %s is a fault', (from, to, code, says) => {
  const answer = read(TEXT.replace(from, to));
  const faults = 'faults' in answer ? answer.faults : [];
  expect(faults.map((fault) => fault.code)).toEqual([code]);
  expect(faults[0]?.message).toContain(says);
});

test('it shows the rules of items at work', () => {
  const answer = read(TEXT);
  const [lived] = 'scenarios' in answer ? liveScenarios(policy, answer.scenarios) : [];
  const shown = exercisedBy(policy.pinned, lived!.run);
  const rules = rulesOf(policy.pinned).filter(({ id }) => id.startsWith('items/'));
  expect(rules.map(({ id }) => id)).toEqual([
    'items/form/opens/0',
    'items/form/blocks/0',
    'items/form/checklist',
    'items/word',
    'items/leave',
    'items/leave/blocks/0',
    'items/leave/bands/0',
  ]);
  expect(rules.filter(({ id }) => !shown.has(id))).toEqual([]);
});
