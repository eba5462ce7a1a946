import { expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { ItemView } from '../../domain/case/view.ts';
import { event, view } from '../database/fixtures.ts';
import { cli, NOW_MS } from './cli-harness.ts';

const CASE = 'C-7K3M9P2QXA';
const bench: ItemView = {
  id: 'bench-1',
  name: 'bench',
  is: 'depot-repair',
  step: 'diagnosed',
  ownerId: 'works-1',
  openedAtMs: NOW_MS,
  cause: 'wear',
  terms: 'quote',
  payer: 'customer',
  next: { what: 'bench.repaired', who: 'owner', personId: 'works-1', byMs: NOW_MS },
};

async function shown(item: ItemView, events: CaseEvent[] = []): Promise<string> {
  const aftercare: Partial<Aftercare> = {
    policy: async () => ({ zone: 'Asia/Shanghai', people: { 'works-1': { name: 'Kim Ode' } } }) as never,
    showCase: async () => ({
      view: view({ caseId: CASE, stage: 'gate', nextStep: item.next, items: [item] }),
      from: 'workflow',
      inFlight: [],
      uncommittedEvents: 0,
    }),
    timeline: async () => events,
    knownProblems: async () => [],
    inbox: async () => [],
    messages: async () => [],
  };
  const { out, err } = await cli(['case', 'show', CASE, '--timeline'], aftercare, { columns: 120 });
  return out + err;
}

test('where a unit stands is shown with what was found and who pays for it', async () => {
  const out = await shown(bench);
  expect(out).toMatch(
    /bench-1 +diagnosed, wear, to be quoted, freight on the customer +bench\.repaired by owner Kim Ode/,
  );
  expect(out).toContain(`case advance ${CASE} --item bench-1 --step repaired --by works-1`);
});

test('the next command names what its step can’t be without', async () => {
  const next = { what: 'bench.shipped', who: 'owner', personId: 'works-1', byMs: null } as const;
  const out = await shown({ ...bench, step: 'repaired', next });
  expect(out).toContain(`case advance ${CASE} --item bench-1 --step shipped --reference … --by works-1`);
});

test('the timeline tells each step, and no courier’s number', async () => {
  const found = event(7, {
    type: 'ItemAdvanced',
    itemId: 'bench-1',
    name: 'bench',
    step: 'diagnosed',
    values: { cause: 'wear', referenceId: 'vault-parcel' },
    terms: 'refuse',
    payer: 'company',
    noteId: null,
  });
  const out = await shown(bench, [found]);
  expect(out).toContain('bench-1: diagnosed, wear, no service for it, freight on the company');
  expect(out).not.toContain('vault-parcel');
});
