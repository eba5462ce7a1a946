import { describe, expect, test } from 'vitest';
import { MANUAL_OUTCOMES } from '../../../domain/case/commands.ts';
import { PLAN_STAGES } from '../../../domain/policy/vocabulary.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { at, DESK, FACTS, propose, repairAt } from '../../support/repair.ts';

const WITHDRAWN = { outcome: 'withdrawn', noteId: null } as const;

describe('closing by hand', () => {
  test.each(MANUAL_OUTCOMES)('as %s is shown as such', (outcome) => {
    const closed = repairAt('classify').send('CloseCase', { outcome, noteId: 'v_note' }, DESK);
    expect(closed.view()).toMatchObject({ stage: 'closed', outcome, closedAtMs: closed.nowMs, nextStep: null });
  });

  test.each(PLAN_STAGES.filter((stage) => stage !== 'care'))(
    'in %s leaves nothing running and nothing to wait for',
    (stage) => {
      const closed = repairAt(stage).send('CloseCase', WITHDRAWN, DESK).until(at('03-20 12:00'));
      const { clocks, heldMessages, pauses, hold } = closed.open();
      expect(clocks.filter(({ status }) => status === 'running')).toEqual([]);
      expect({ heldMessages, hold }).toEqual({ heldMessages: [], hold: null });
      expect(
        Object.values(pauses)
          .flat()
          .filter(([, toMs]) => toMs === null),
      ).toEqual([]);
      expect(closed.due()).toBeNull();
    },
  );

  test('calls off a visit that is still to come, and tells customer and technician', () => {
    const closed = repairAt('visit').send('CloseCase', WITHDRAWN, DESK);
    expect(closed.sent()).toEqual(
      expect.arrayContaining(['appointment-cancelled/r2/customer/sms', 'appointment-cancelled/r2/tech-1/sms']),
    );
    expect(closed.view().appointment).toBeNull();
  });

  test('after the visit calls nothing off', () => {
    const closed = repairAt('callback').send('CloseCase', WITHDRAWN, DESK);
    expect(closed.of('AppointmentCancelled')).toEqual([]);
  });

  test('of a case on hold ends the hold', () => {
    const held = repairAt('assign').send('HoldCase', { reason: 'other', untilMs: null }, DESK);
    const closed = held.send('CloseCase', WITHDRAWN, DESK);
    expect(closed.open()).toMatchObject({ hold: null, pauses: { held: [[held.nowMs, closed.nowMs]] } });
  });
});

describe('messages that wait for their hours when the case is closed at night', () => {
  const night = at('03-09 23:00');

  test('are dropped when they ask for something, and sent when they are owed', () => {
    const facts = { ...FACTS, email: { vaultId: 'v_email' } };
    const repair = propose(repairAt('appointment', { facts, startMs: night }), at('03-12 10:00'));
    expect(repair.open().heldMessages.map(({ intent }) => intent.purpose)).toContain('appointment-proposed');
    repair.send('CloseCase', WITHDRAWN, DESK).until(night + DAY_MS);
    const told = repair.of('MessageReleased').filter(({ intent }) => intent.recipient.kind === 'customer');
    const purposes = new Set(told.map(({ intent }) => intent.purpose));
    expect([...purposes].sort()).toEqual(['appointment-cancelled', 'case-closed']);
  });

  test('are each written off once', () => {
    const repair = propose(repairAt('appointment', { startMs: night }), at('03-12 10:00'));
    repair.send('HoldCase', { reason: 'other', untilMs: at('03-20 10:00') }, DESK).send('CloseCase', WITHDRAWN, DESK);
    const keys = repair.of('MessageSuppressed').map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys).toEqual([...new Set(keys)]);
  });
});
