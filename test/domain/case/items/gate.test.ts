import { describe, expect, test } from 'vitest';
import type { ItemDefinition } from '../../../../domain/policy/pinned.ts';
import { DAY_MS, HOUR_MS } from '../../../../domain/shared/time.ts';
import { advance, itemsOf, open, step, task, withItems } from '../../../support/items.ts';
import { expectRefused } from '../../../support/refusing.ts';
import { askCallback, DESK, file, LEAD, propose, repairAt } from '../../../support/repair.ts';

const leave: ItemDefinition = {
  is: 'approval',
  opens: [{ on: 'record-completed', when: {} }],
  blocks: ['hand-off'],
  bands: [{ upToMinor: null, by: 'general-manager' }],
};
const MANAGER = { kind: 'staff', personId: 'manager-1' } as const;
const CLASSIFY = { kind: null, grade: 'general', urgency: null, damage: 'none' } as const;

describe('a stage that waits for an item', () => {
  const policy = withItems({ leave });
  const waiting = () => repairAt('classify', { policy }).send('ClassifyCase', CLASSIFY, DESK);

  test('is not entered before the item ends, and then in the same moment', () => {
    const repair = waiting();
    expect(repair.view()).toMatchObject({
      stage: 'gate',
      nextStep: { what: 'leave.granted', who: 'owner', personId: 'manager-1' },
    });
    expectRefused(repair.try('HandOffCase', { leadId: null }, DESK), 'wrong-stage');
    advance(repair, 'leave', 'granted', {}, MANAGER);
    expect(repair.view().stage).toBe('hand-off');
    expect(repair.of('StageEntered').at(-1)?.atMs).toBe(repair.of('ItemAdvanced').at(-1)?.atMs);
  });

  test('stays shut behind a refusal, and the next step is to ask anew', () => {
    const repair = advance(waiting(), 'leave', 'refused', {}, MANAGER);
    expect(repair.view()).toMatchObject({ stage: 'gate', nextStep: { what: 'leave.opened', who: 'desk' } });
    repair.send('OpenItem', open('leave'), DESK);
    expect(repair.view().nextStep).toMatchObject({ what: 'leave.granted' });
    expect(advance(repair, 'leave', 'granted', {}, MANAGER).view().stage).toBe('hand-off');
  });

  test('is entered without waiting where no item fits the case', () => {
    const other = withItems({
      leave: { ...leave, opens: [{ on: 'record-completed', when: { kinds: ['complaint'] } }] },
    });
    expect(repairAt('classify', { policy: other }).send('ClassifyCase', CLASSIFY, DESK).view().stage).toBe('hand-off');
  });
});

describe('the end of a case', () => {
  const policy = withItems({ form: task({ blocks: ['closing'], opens: [{ on: 'opened', when: {} }] }) });
  const answered = { outcome: 'answered', noteId: null } as const;

  test('waits for what must be done before it', () => {
    const repair = askCallback(repairAt('callback', { policy }));
    repair.send('RateService', { score: 5, noteId: null });
    for (let due = repair.due(); due !== null; due = repair.due()) repair.until(due.atMs);
    expect(repair.view()).toMatchObject({ stage: 'gate', nextStep: { what: 'form.done' } });
    advance(repair, 'form', 'done');
    expect(repair.view()).toMatchObject({ stage: 'closed', outcome: 'completed' });
  });

  test('by hand is refused as well, unless the case should not have been', () => {
    const refusal = repairAt('hand-off', { policy }).try('CloseCase', answered, DESK);
    expectRefused(refusal, 'gate-closed');
    expect(refusal?.params.blockers).toBe('form-1');
    for (const outcome of ['withdrawn', 'duplicate'] as const) {
      expect(repairAt('hand-off', { policy }).try('CloseCase', { outcome, noteId: null }, DESK)).toBeNull();
    }
    expect(advance(repairAt('hand-off', { policy }), 'form', 'done').try('CloseCase', answered, DESK)).toBeNull();
  });

  test('remembers how the case would have ended', () => {
    const repair = repairAt('remote-help', {
      policy: {
        ...policy,
        pinned: { ...policy.pinned, kinds: { repair: { stages: ['intake', 'remote-help'], requiredFacts: [] } } },
      },
    });
    repair.send('RecordRemoteHelp', { outcome: 'solved', noteId: null }, DESK);
    expect(repair.view().stage).toBe('gate');
    expect(advance(repair, 'form', 'dropped').view()).toMatchObject({ stage: 'closed', outcome: 'solved-remotely' });
  });
});

describe('in front of a visit', () => {
  const policy = withItems({ estimate: task({ blocks: ['visit'], opens: [{ on: 'technician-assigned', when: {} }] }) });
  const agreed = () => {
    const repair = repairAt('appointment', { policy });
    propose(repair, repair.nowMs + 2 * DAY_MS + HOUR_MS).send('ConfirmAppointment', { revision: null });
    return repair;
  };

  test('nobody arrives, and the appointment stands until it is moved', () => {
    const repair = agreed();
    expect(repair.view().stage).toBe('gate');
    expectRefused(repair.try('RecordArrival', {}, LEAD), 'wrong-stage');
    expectRefused(repair.try('ConfirmAppointment', { revision: null }), 'already-confirmed');
    const startMs = repair.nowMs + 3 * DAY_MS + HOUR_MS;
    repair.send('RescheduleAppointment', { startMs, endMs: startMs + HOUR_MS, reason: 'customer-request' });
    expect(repair.view()).toMatchObject({ stage: 'appointment', appointment: { startMs, status: 'proposed' } });
    repair.send('ConfirmAppointment', { revision: null });
    expect(advance(repair, 'estimate', 'done').view().stage).toBe('visit');
  });

  test('a hold or the end of the case calls the appointment off', () => {
    const held = agreed().send('HoldCase', { reason: 'other', untilMs: null }, DESK);
    expect(held.of('AppointmentCancelled')).toMatchObject([{ reason: 'held' }]);
    expect(held.view().stage).toBe('appointment');
    const closed = agreed().send('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK);
    expect(closed.of('AppointmentCancelled')).toMatchObject([{ reason: 'closed' }]);
  });
});

describe('an item that opens by itself', () => {
  test('opens on its occasion, and not twice while it is open', () => {
    const policy = withItems({ form: task({ opens: [{ on: 'report-filed', when: {} }] }) });
    const repair = repairAt('report', { policy });
    file(repair, { result: 'second-visit' });
    expect(itemsOf(repair)).toEqual(['form-1: opened']);
    const startMs = repair.nowMs + 2 * DAY_MS;
    propose(repair, startMs)
      .send('ConfirmAppointment', { revision: null })
      .until(startMs)
      .send('RecordArrival', {}, LEAD);
    file(repair.twin());
    const again = repair.twin();
    advance(again, 'form', 'done');
    file(again);
    expect(itemsOf(again)).toEqual(['form-1: done', 'form-2: opened']);
    file(repair);
    expect(itemsOf(repair)).toEqual(['form-1: opened']);
  });

  test('takes the amount from what it opens on', () => {
    const policy = withItems({
      first: { ...leave, opens: [], blocks: [] },
      second: { ...leave, opens: [{ on: 'first.opened', when: {} }], blocks: [] },
    });
    const repair = repairAt('hand-off', { policy }).send('OpenItem', open('first', { amountMinor: 700 }), DESK);
    expect(repair.open().items).toMatchObject([{ amountMinor: 700 }, { name: 'second', amountMinor: 700 }]);
    expect(repair.try('AdvanceItem', step('second', 'granted'), MANAGER)).toBeNull();
  });
});
