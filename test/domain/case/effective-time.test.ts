import { describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import { expectRefused } from '../../support/refusing.ts';
import { at, DESK, DEVICE_MAKER, file, LEAD, propose, repairAt } from '../../support/repair.ts';

const { effectiveBackMs } = DEVICE_MAKER.pinned;

/** Arrival recorded on Wednesday evening, said to have been at `effectiveAtMs`. */
function arrivedAt(effectiveAtMs: number) {
  const repair = propose(repairAt('appointment'), at('03-11 10:00')).send('ConfirmAppointment', { revision: null });
  repair.until(at('03-11 18:00'));
  return { repair, refusal: repair.try('RecordArrival', {}, LEAD, { effectiveAtMs }) };
}

describe('a command that took effect earlier', () => {
  test('is written with both times', () => {
    const { repair, refusal } = arrivedAt(at('03-11 10:05'));
    expect(refusal).toBeNull();
    expect(repair.of('TechnicianArrived')).toMatchObject([
      { atMs: at('03-11 10:05'), recordedAtMs: at('03-11 18:00'), by: LEAD },
    ]);
  });

  test('is refused in the future', () => {
    expectRefused(arrivedAt(at('03-11 18:00') + 1).refusal, 'effective-in-future', '/effectiveAtMs');
    expect(arrivedAt(at('03-11 18:00')).refusal).toBeNull();
  });

  test('is refused before the case was opened', () => {
    expect(arrivedAt(at('03-09 09:00')).refusal).toBeNull();
    expectRefused(arrivedAt(at('03-09 09:00') - 1).refusal, 'effective-too-old', '/effectiveAtMs');
  });

  test('is refused further back than the policy allows', () => {
    const repair = repairAt('classify');
    repair.until(repair.nowMs + effectiveBackMs + HOUR_MS);
    const hold = (backMs: number) =>
      repair.twin().try('HoldCase', { reason: 'other', untilMs: null }, DESK, { effectiveAtMs: repair.nowMs - backMs });
    expectRefused(hold(effectiveBackMs + 1), 'effective-too-old', '/effectiveAtMs');
    expect(hold(effectiveBackMs)).toBeNull();
  });
});

test('what follows from it counts from then: the callback comes as if the paper had not been late', () => {
  const signedAt = (setting: { late: boolean }) => {
    const repair = file(repairAt('report'));
    const effectiveAtMs = repair.nowMs;
    if (setting.late) repair.until(repair.nowMs + 30 * HOUR_MS);
    expect(repair.try('SignReport', { opinion: 'satisfied', noteId: null }, LEAD, { effectiveAtMs })).toBeNull();
    return repair.of('CallbackScheduled')[0]!.askAtMs;
  };
  expect(signedAt({ late: true })).toBe(signedAt({ late: false }));
});
