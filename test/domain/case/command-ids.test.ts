import { describe, expect, test } from 'vitest';
import { expectRefused } from '../../support/refusing.ts';
import { DESK, FACTS, OPENING, repairAt } from '../../support/repair.ts';

const CLASSIFY = { kind: null, grade: 'general', urgency: null, damage: 'none' } as const;
const SAME = { id: 'cmd-from-web', fingerprint: 'print-of-body' };

describe('a command that comes again', () => {
  test('with the same body changes nothing, even when the stage would refuse it by now', () => {
    const repair = repairAt('classify');
    expect(repair.try('ClassifyCase', CLASSIFY, DESK, SAME)).toBeNull();
    const before = repair.open();
    expect(repair.try('ClassifyCase', CLASSIFY, DESK, SAME)).toBeNull();
    expect(repair.open()).toBe(before);
  });

  test('with another body is refused, whatever the body', () => {
    const repair = repairAt('classify');
    repair.try('ClassifyCase', CLASSIFY, DESK, SAME);
    const other = repair.try('HandOffCase', { leadId: null }, DESK, { ...SAME, fingerprint: 'another' });
    expectRefused(other, 'command-id-reused', '/id');
  });

  test('on a closed case gets the answer it got while it was open', () => {
    const repair = repairAt('classify');
    repair.try('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK, SAME);
    expect(repair.try('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK, SAME)).toBeNull();
    expectRefused(repair.try('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK), 'case-closed');
  });

  test('after a refusal is judged anew', () => {
    const repair = repairAt('classify');
    expectRefused(repair.try('HandOffCase', { leadId: null }, DESK, SAME), 'wrong-stage');
    repair.send('ClassifyCase', CLASSIFY, DESK);
    expect(repair.try('HandOffCase', { leadId: null }, DESK, SAME)).toBeNull();
  });

  test('is still known after many others', () => {
    const repair = repairAt('classify');
    repair.try('ProvideFacts', { facts: FACTS }, DESK, SAME);
    for (let more = 0; more < 150; more++) repair.send('ProvideFacts', { facts: FACTS }, DESK);
    const before = repair.open();
    expect(repair.try('ProvideFacts', { facts: FACTS }, DESK, SAME)).toBeNull();
    expect(repair.open()).toBe(before);
  });
});

test('receipts of long ids leave the state small, however many commands a case takes', () => {
  const repair = repairAt('classify');
  for (let nth = 0; nth < 1_000; nth++) {
    const id = `${nth}-`.padEnd(128, 'x');
    repair.try('ProvideFacts', { facts: FACTS }, DESK, { id, fingerprint: 'f'.repeat(32) });
  }
  expect(JSON.stringify(repair.open()).length).toBeLessThan(64 * 1024);
});

test('an opening is known by what it asks for, not by its id', () => {
  const repair = repairAt('remote-help');
  const [receipt] = repair.open().receipts;
  const opening = { ...OPENING, facts: FACTS };
  const again = (fingerprint: string) => repair.try('OpenCase', opening, DESK, { id: 'another', fingerprint });
  expect(again(receipt!.fingerprint)).toBeNull();
  expectRefused(again('something else'), 'already-open');
});
