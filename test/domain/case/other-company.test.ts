import { beforeAll, describe, expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/shared/time.ts';
import { CoreCase } from '../../support/core-case.ts';
import { loadPolicy } from '../../support/policies.ts';
import { expectRefused } from '../../support/refusing.ts';

/** A lamp workshop that shares no hours, limits, roles, kinds, scale or days with the device maker. */
let policy: PolicyDocument;
beforeAll(async () => {
  policy = await loadPolicy('lantern-care');
});

const stockholm = (local: string) => Date.parse(`2026-${local.replace(' ', 'T')}:00+02:00`);
const SIV = { kind: 'staff', personId: 'siv' } as const;
const FINN = { kind: 'staff', personId: 'finn' } as const;
const OPENING: CommandBodies['OpenCase'] = {
  source: 'shop',
  channel: 'walk-in',
  kind: 'repair',
  urgency: 'emergency',
  tier: 'standard',
  locale: null,
  facts: {
    'customer-name': { vaultId: 'v_name' },
    phone: { vaultId: 'v_phone' },
    email: { vaultId: 'v_email' },
    address: { vaultId: 'v_address' },
    region: { value: 'lund' },
    'product-model': { value: 'gas-9' },
    'purchase-date': { value: '2024-06-01' },
  },
};

/** Opened on Saturday night: this desk never closes. */
function handedOff(): CoreCase {
  return new CoreCase(policy, stockholm('05-09 23:00'))
    .send('OpenCase', OPENING, SIV)
    .send('ClassifyCase', { kind: null, grade: 'simple', urgency: null, damage: 'none' }, SIV);
}

function confirmed(): CoreCase {
  const startMs = stockholm('05-12 13:00');
  return handedOff()
    .send('HandOffCase', { leadId: null }, SIV)
    .send('AssignTechnician', { technicianId: null }, SIV)
    .send('ProposeAppointment', { startMs, endMs: startMs + 2 * HOUR_MS }, FINN)
    .send('ConfirmAppointment', { revision: null });
}

/** Rated with `score` two days after the visit. */
function rated(score: number): CoreCase {
  const lamp = confirmed().until(stockholm('05-12 13:00')).send('RecordArrival', {}, FINN);
  lamp.send(
    'FileReport',
    {
      cause: 'supplier-part',
      parts: [{ code: 'wick', quantity: 1 }],
      labour: [],
      result: 'solved',
      priceAccepted: false,
      noteId: null,
    },
    FINN,
  );
  lamp.send('SignReport', { opinion: 'satisfied', noteId: null }).until(stockholm('05-14 13:00'));
  return lamp.send('RateService', { score, noteId: null });
}

describe('the lamp workshop', () => {
  test('has no remote help, and pays for its own warranty of two years', () => {
    const lamp = handedOff();
    expect(lamp.of('StageEntered').map(({ stage }) => stage)).toEqual(['intake', 'classify', 'hand-off']);
    expect(lamp.view()).toMatchObject({ locale: 'sv', warranty: { untilDate: '2026-06-01' } });
  });

  test('warns twice, escalates to its own ladder, day and night', () => {
    const opened = stockholm('05-09 23:00');
    const lamp = handedOff().until(opened + 2 * HOUR_MS);
    expect(lamp.of('ClockWarned').map(({ atMs }) => (atMs - opened) / MINUTE_MS)).toEqual([15, 27]);
    expect(lamp.of('ClockEscalated').map(({ personId, atMs }) => [personId, (atMs - opened) / MINUTE_MS])).toEqual([
      ['siv', 30],
      ['otto', 75],
    ]);
  });

  test('sends gas lanterns only to who may fit gas', () => {
    const [ranking] = handedOff().send('HandOffCase', { leadId: null }, SIV).of('TechniciansRanked');
    expect(ranking?.scores).toMatchObject([
      { personId: 'finn', fits: true },
      { personId: 'bea', fits: false, lacks: ['certificate', 'region'] },
    ]);
  });

  test('visits in its own hours and for two hours at most', () => {
    const lamp = handedOff().send('HandOffCase', { leadId: null }, SIV);
    lamp.send('AssignTechnician', { technicianId: null }, SIV);
    const tryFrom = (from: string, lengthMs: number) => {
      const startMs = stockholm(from);
      return lamp.twin().try('ProposeAppointment', { startMs, endMs: startMs + lengthMs }, FINN);
    };
    expectRefused(tryFrom('05-11 10:00', HOUR_MS), 'appointment-outside-hours', '/startMs');
    expectRefused(tryFrom('05-12 11:00', HOUR_MS), 'appointment-outside-hours', '/startMs');
    expectRefused(tryFrom('05-12 13:00', 2.5 * HOUR_MS), 'appointment-length', '/endMs');
    expect(tryFrom('05-10 10:00', HOUR_MS)).toBeNull();
  });

  test('promises an emergency of gas a visit in two and a half hours of the clock on the wall', () => {
    const [clock] = confirmed()
      .view()
      .clocks.filter(({ clockId }) => clockId === 'visit');
    expect(clock?.dueAtMs).toBe(stockholm('05-10 01:30'));
  });

  test('asks for a score of one to ten a day later, by e-mail', () => {
    const lamp = rated(10);
    expect(lamp.of('CallbackAsked')[0]?.atMs).toBe(stockholm('05-13 13:00'));
    expect(lamp.sent()).toContain('callback-asked/round-1-n1/customer/email');
    expect(lamp.view().stage).toBe('follow-up');
  });

  test('follows up on its own days and does not reopen on a problem', () => {
    const lamp = rated(4).until(stockholm('05-14 13:00') + DAY_MS);
    lamp.send('AnswerFollowUp', { day: 2, answer: 'problem', noteId: null });
    expect(lamp.view()).toMatchObject({ round: 1, stage: 'follow-up' });
    lamp.until(stockholm('06-30 12:00'));
    expect(lamp.of('FollowUpAsked').map(({ day, atMs }) => [day, atMs])).toEqual([
      [2, stockholm('05-14 13:00')],
      [10, stockholm('05-22 16:00')],
    ]);
    expect(lamp.view()).toMatchObject({ stage: 'closed', outcome: 'completed' });
  });

  test('reopens to another appointment with the same fitter', () => {
    const lamp = rated(3);
    expect(lamp.view()).toMatchObject({ round: 2, stage: 'appointment', technicianId: 'finn' });
    const startMs = stockholm('05-16 11:00');
    lamp.send('ProposeAppointment', { startMs, endMs: startMs + HOUR_MS }, FINN);
    expect(lamp.view().appointment).toMatchObject({ status: 'proposed', startMs });
  });

  test('refuses what its warranty does not cover', () => {
    const lamp = new CoreCase(policy, stockholm('05-09 23:00')).send('OpenCase', OPENING, SIV);
    lamp.send('ClassifyCase', { kind: null, grade: 'simple', urgency: null, damage: 'user-damage' }, SIV);
    expect(lamp.view()).toMatchObject({ stage: 'closed', outcome: 'not-serviceable' });
  });

  test('answers an enquiry without a lamp to its end', () => {
    const { phone } = OPENING.facts;
    const enquiry = new CoreCase(policy, stockholm('05-09 23:00'));
    enquiry.send('OpenCase', { ...OPENING, kind: null, facts: { phone: phone! } }, SIV);
    enquiry.send('RecordRemoteHelp', { outcome: 'not-enough', noteId: null }, SIV);
    enquiry.send('ClassifyCase', { kind: null, grade: 'simple', urgency: null, damage: 'none' }, SIV);
    expect(enquiry.view()).toMatchObject({ kind: 'consultation', stage: 'closed', outcome: 'completed' });
  });
});
