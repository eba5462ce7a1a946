import { expect, test } from 'vitest';
import { readScenarios } from '../../client/scenarios/read.ts';
import { liveScenarios } from '../../client/scenarios/run-scenarios.ts';
import type { ItemDefinition } from '../../domain/policy/pinned.ts';
import { exercisedBy } from '../../domain/rehearsal/coverage.ts';
import { withItems } from '../support/items.ts';
import { withRules } from '../support/policy-variants.ts';

const bench: ItemDefinition = {
  is: 'depot-repair',
  opens: [],
  blocks: [],
  owner: { kind: 'lead' },
  brings: 'customer-courier',
  freight: [{ when: { causes: ['wear'] }, payer: 'customer' }],
  checklist: ['report'],
  agrees: true,
};
const base = withItems({ bench });
const policy = withRules(base, { warranty: { ...base.pinned.warranty, causes: { wear: 'quote' } } });
const FACTS =
  '{ customer-name: Ann, phone: "+8613800000002", address: Lane 7, region: south, product-model: LK-350, purchase-date: 2025-11-20, fault-description: foggy }';
const TEXT = `scenario: A unit in the workshop
when:
  - { at: Mon 2026-03-16 09:00, by: desk-1, does: open, channel: hotline, kind: repair, facts: ${FACTS} }
  - { at: 09:10, by: desk-1, does: remote-help, outcome: not-enough }
  - { at: 09:20, by: desk-1, does: classify, grade: simple }
  - { at: 09:30, by: desk-1, does: open-item, item: bench, until: Fri 18:00 }
  - { at: 10:30, by: customer, does: advance, item: bench, step: sent, reference: SF-1001 }
  - { at: Tue 10:30, by: lead-south, does: advance, item: bench, step: received }
  - { at: 10:45, by: lead-south, does: advance, item: bench, step: diagnosed, cause: wear }
  - { at: 11:00, by: lead-south, does: advance, item: bench, step: repaired }
  - { at: 11:10, by: lead-south, does: advance, item: bench, step: shipped, checklist: [report], refused: item-value-missing }
  - { at: 11:20, by: lead-south, does: advance, item: bench, step: shipped, checklist: [report], reference: SF-1002 }
then:
  happened:
    - Tue 10:45 item-advanced bench diagnosed wear quote customer
  items: { bench: shipped }
`;

test('a scenario tells couriers’ numbers, causes and who pays, and shows the rules at work', () => {
  const answer = readScenarios([{ file: 'depot.yaml', text: TEXT }], policy);
  if (!('scenarios' in answer)) throw new Error(JSON.stringify(answer.faults));
  const lived = liveScenarios(policy, answer.scenarios)[0]!;
  expect(lived.failures).toEqual([]);
  const shown = exercisedBy(policy.pinned, lived.run);
  for (const rule of ['items/bench', 'items/bench/freight/0', 'items/bench/agrees', 'warranty/causes/wear']) {
    expect([...shown]).toContain(rule);
  }
  // The number itself is in the vault.
  expect(JSON.stringify(lived.run)).not.toContain('SF-1001');
});
