import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exercisedBy, rulesOf, unexercised } from '../../../domain/rehearsal/coverage.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { loadPolicy } from '../../support/policies.ts';
import { at, DESK, DEVICE_MAKER, LEAD, propose, repairAt } from '../../support/repair.ts';

const policy = DEVICE_MAKER.pinned;

const exercised = (lived: CoreCase, refusals: Parameters<typeof exercisedBy>[1]['refusals'] = []) =>
  exercisedBy(policy, { events: lived.events, refusals });

/** What stands at a path of the file; the only element of a list may stand without its brackets. */
function valueAt(file: unknown, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>(
      (value, step) => (step === '0' && typeof value !== 'object' ? value : (value as Record<string, unknown>)?.[step]),
      file,
    );
}

describe.each([
  ['device-maker', '../../../policies/device-maker'],
  ['wellness-exchange', '../../../policies/wellness-exchange'],
  ['lantern-care', '../../fixtures/policies/lantern-care'],
] as const)('the rules of %s', (name, folder) => {
  const file: unknown = parse(readFileSync(new URL(`${folder}/policy.yaml`, import.meta.url), 'utf8'));

  test('are called by where they stand in the file, each once', async () => {
    const rules = rulesOf((await loadPolicy(name)).pinned);
    expect(rules.filter(({ id }) => valueAt(file, id) === undefined)).toEqual([]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});

describe('a run exercises', () => {
  test('what a hand-off in time takes, and no more', () => {
    const lived = repairAt('hand-off').until(at('03-09 09:30')).send('HandOffCase', { leadId: null }, DESK);
    expect([...exercised(lived)].sort()).toEqual(
      [
        'locales/0',
        'products/LK-200/warrantyMonths',
        ...[0, 1, 2, 3, 4].map((stage) => `kinds/repair/plan/${stage}`),
        'handOff/to',
        'clocks/hand-off/limits/1',
        'clocks/assign/limits/2',
        'clocks/on-site/limits/2',
        'assignment/regionMustMatch',
        'assignment/needs/0',
        'notices/0/by/0',
        'notices/14/by/0',
        'notices/14/by/1',
      ].sort(),
    );
  });

  test('the limit that counts in the end: an emergency found at classification has its own', () => {
    const lived = repairAt('hand-off', { classify: { urgency: 'emergency' } });
    expect(exercised(lived)).toContain('clocks/hand-off/limits/0');
    expect(exercised(lived)).not.toContain('clocks/hand-off/limits/1');
  });

  test('each limit that counted for a while, when what is known of a case changes as its clock runs', () => {
    const [handOff] = policy.clocks;
    const within = [
      { when: { grades: ['general'] }, withinMs: HOUR_MS },
      { when: {}, withinMs: 2 * HOUR_MS },
    ] as const;
    const clocks = [{ ...handOff!, id: 'all-in', from: 'opened', within }] as const;
    const variant = { ...DEVICE_MAKER, pinned: { ...policy, clocks } };
    const lived = repairAt('hand-off', { policy: variant });
    const limits = () =>
      [...exercisedBy(variant.pinned, { events: lived.events, refusals: [] })].filter((id) => /all-in/.test(id));
    expect(limits()).toEqual(['clocks/all-in/limits/1']);
    lived.send('HandOffCase', { leadId: null }, DESK);
    expect(limits()).toEqual(['clocks/all-in/limits/1', 'clocks/all-in/limits/0']);
  });

  test('the steps of a ladder that were climbed, and the warning before', () => {
    const lived = repairAt('hand-off').until(at('03-09 11:30'));
    const found = exercised(lived);
    for (const id of ['clocks/hand-off/warnAt/0', 'clocks/hand-off/ladder', 'ladders/standard/0'])
      expect(found).toContain(id);
    expect(found).not.toContain('ladders/standard/1');
  });

  test('a message only when it goes out', () => {
    const atNight = repairAt('hand-off', { startMs: at('03-09 21:00') }).send('HandOffCase', { leadId: null }, DESK);
    expect(exercised(atNight)).not.toContain('notices/14/by/0');
    expect(exercised(atNight.until(at('03-10 09:01')))).toContain('notices/14/by/0');
  });

  test('the notice of the one who was told, not that of another on the same occasion', () => {
    const lived = repairAt('assign', { startMs: at('03-09 19:00') }).send(
      'AssignTechnician',
      { technicianId: null },
      LEAD,
    );
    expect(exercised(lived)).toContain('notices/3/by/0');
    expect(exercised(lived)).not.toContain('notices/16/by/0');
  });

  test('asking again only when it is asked again, and giving up only after the last time', () => {
    const lived = repairAt('intake');
    const rules = () => [...exercised(lived)].filter((id) => /^chase|needs$/.test(id)).sort();
    expect(rules()).toEqual(['kinds/repair/needs']);
    lived.until(at('03-10 10:00'));
    expect(rules()).toEqual(['chase/every', 'kinds/repair/needs']);
    lived.until(at('03-12 10:00'));
    expect(rules()).toEqual(['chase/every', 'chase/times', 'kinds/repair/needs']);
  });

  test('a rule that refuses', () => {
    const lived = repairAt('appointment');
    const body = { startMs: at('03-10 23:00'), endMs: at('03-11 00:30') };
    const refusal = lived.try('ProposeAppointment', body, LEAD);
    expect(exercised(lived, [refusal])).toContain('appointment/hours');
    expect(exercised(propose(lived, at('03-10 10:00')))).not.toContain('appointment/hours');
  });
});

test('what no run exercised is all the rest, in the order of the file', () => {
  const found = exercised(repairAt('hand-off'));
  const rest = unexercised(policy, found).map(({ id }) => id);
  expect(rest).toEqual(rulesOf(policy).flatMap(({ id }) => (found.has(id) ? [] : [id])));
  expect(rest.length + found.size).toBe(rulesOf(policy).length);
});

test('what no plan of a policy goes through is no rule of it', () => {
  const plan = { stages: ['intake', 'classify', 'remote-help'], requiredFacts: [] } as const;
  const ids = rulesOf({ ...policy, kinds: { repair: plan }, remoteHelp: { otherwise: 'on-site' } }).map(({ id }) => id);
  expect(ids).toContain('remoteHelp/otherwise');
  expect(ids.filter((id) => /^(handOff|appointment|callback|followUp)\//.test(id))).toEqual([]);
  expect(rulesOf(policy).map(({ id }) => id)).toEqual(expect.arrayContaining(['handOff/to', 'appointment/hours']));
});
