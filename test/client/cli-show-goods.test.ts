import { expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import type { ItemView } from '../../domain/case/view.ts';
import { view } from '../database/fixtures.ts';
import { cli, NOW_MS } from './cli-harness.ts';

const CASE = 'C-7K3M9P2QXA';
const goods: ItemView = {
  id: 'goods-1',
  name: 'goods',
  is: 'return',
  step: 'inspected',
  ownerId: 'store-1',
  openedAtMs: NOW_MS,
  remedy: 'exchange',
  ground: 'goodwill',
  owedMinor: 1200,
  finding: 'passed',
  payer: 'customer',
  next: { what: 'goods.difference-paid', who: 'customer', personId: null, byMs: null },
};

async function shown(item: ItemView): Promise<string> {
  const aftercare: Partial<Aftercare> = {
    policy: async () => ({ zone: 'Asia/Shanghai', people: { 'store-1': { name: 'Kim Ode' } } }) as never,
    showCase: async () => ({
      view: view({ caseId: CASE, stage: 'gate', nextStep: item.next, items: [item] }),
      from: 'workflow',
      inFlight: [],
      uncommittedEvents: 0,
    }),
    timeline: async () => [],
    knownProblems: async () => [],
    inbox: async () => [],
    messages: async () => [],
  };
  const { out, err } = await cli(['case', 'show', CASE], aftercare, { columns: 120 });
  return out + err;
}

test('goods that come back are shown with what is wanted, and why, and what the inspection found', async () => {
  const out = await shown(goods);
  expect(out).toContain('inspected, exchange, for goodwill, inspection passed, freight on the customer');
});

test('the next command names what its step can’t be without, as it is typed', async () => {
  const command = `case advance ${CASE} --item goods-1 --step`;
  expect(await shown(goods)).toContain(`${command} difference-paid --amount-minor …`);
  const next = { what: 'goods.inspected', who: 'owner', personId: 'store-1', byMs: null } as const;
  expect(await shown({ ...goods, step: 'received', next })).toContain(`${command} inspected --finding … --by store-1`);
});
