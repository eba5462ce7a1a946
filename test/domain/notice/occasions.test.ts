import { describe, expect, test } from 'vitest';
import type { Absentee } from '../../../domain/case/commands/visit.ts';
import { decideEngine } from '../../../domain/case/decide.ts';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import type { Notice } from '../../../domain/policy/pinned.ts';
import { PARAMS } from '../../../domain/policy/template-values.ts';
import { NOTICE_TRIGGERS, type NoticeTrigger } from '../../../domain/policy/vocabulary.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import {
  askCallback,
  at,
  DESK,
  DEVICE_MAKER,
  FACTS,
  file,
  LEAD,
  propose,
  repairAt,
  type Setting,
} from '../../support/repair.ts';

/** Every occasion is told, to one person, at once. */
const notices = NOTICE_TRIGGERS.map(
  (on): Notice => ({
    on,
    to: { kind: 'lead' },
    channels: ['sms'],
    hours: 'any',
    emergency: 'same',
    class: 'normal',
    when: {},
  }),
);
const policy = withRules(DEVICE_MAKER, { notices, receipts: { on: ['report-signed'], prefix: 'R' } });
const told = (stage: Parameters<typeof repairAt>[0], setting: Setting = {}) => repairAt(stage, { policy, ...setting });
const proposed = () => propose(told('appointment'), at('03-11 10:00'));
const askedFollowUp = () => {
  const repair = told('follow-up');
  return repair.until(repair.due()!.atMs);
};

/** How a case comes to each occasion. */
const WAYS: Readonly<Record<NoticeTrigger, () => CoreCase>> = {
  'case-opened': () => told('intake'),
  'facts-chased': () => told('intake'),
  'remote-help-solved': () => told('remote-help').send('RecordRemoteHelp', { outcome: 'solved', noteId: null }, DESK),
  'handed-off': () => told('assign'),
  'nobody-fits': () => told('assign', { world: { openCases: { 'tech-1': 99, 'tech-2': 99, 'tech-4': 99 } } }),
  'technician-assigned': () => told('appointment'),
  'slot-taken': () => propose(told('appointment', { world: { slot: () => 'taken' } }), at('03-11 10:00')),
  'appointment-proposed': proposed,
  'appointment-confirmed': () => told('visit'),
  'appointment-cancelled': () => told('visit').send('HoldCase', { reason: 'other', untilMs: null }, DESK),
  'appointment-reminder': () => told('visit').until(at('03-11 09:00')),
  'technician-departed': () => told('visit').send('RecordDeparture', {}),
  'missed-by-customer': () => missed('customer'),
  'missed-by-technician': () => missed('technician'),
  'crew-reinforced': () => {
    const visited = told('visit', { policy: withRules(policy, { visit: { reinforcedBy: 'technician' } }) });
    const { technicianId } = visited.open();
    return visited.send('ReinforceCrew', { personIds: [technicianId === 'tech-1' ? 'tech-2' : 'tech-1'] }, LEAD);
  },
  'incident-recorded': () => {
    const visited = told('visit', { policy: withRules(policy, { visit: { incidents: ['rude'] } }) });
    return visited.send('RecordIncident', { personId: 'tech-1', what: 'rude', noteId: null }, LEAD);
  },
  'signature-asked': () => file(told('report')),
  'clock-warned': () => told('assign').until(at('03-09 18:00')),
  'clock-escalated': () => told('assign').until(at('03-09 18:00')),
  'breach-withdrawn': () => {
    const repair = told('assign').until(at('03-09 18:00'));
    repair.try('AssignTechnician', { technicianId: null }, LEAD, { effectiveAtMs: at('03-09 10:00') });
    return repair;
  },
  'callback-asked': () => askCallback(told('callback')),
  'callback-asked-again': () => {
    const repair = askCallback(told('callback'));
    return repair.until(repair.due()!.atMs);
  },
  'case-reopened': () => told('follow-up').send('RateService', { score: 1, noteId: null }),
  'follow-up-asked': askedFollowUp,
  'follow-up-problem': () => {
    const repair = askedFollowUp();
    const { day } = repair.of('FollowUpAsked')[0]!;
    return repair.send('AnswerFollowUp', { day, answer: 'question', noteId: null });
  },
  'message-undeliverable': () => refusedBy('no-such-number'),
  'receipt-issued': () => {
    const repair = told('report', { facts: { ...FACTS, 'purchase-date': { value: '2020-01-01' } } });
    file(repair, { parts: [{ code: 'battery', quantity: 1 }] });
    return repair.send('SignReport', { opinion: 'satisfied', noteId: null });
  },
  'case-closed': () => told('closed'),
};

function missed(who: Absentee): CoreCase {
  const repair = told('visit');
  return repair.until(repair.open().appointment!.startMs).send('RecordNoShow', { who, noteId: null });
}

function refusedBy(code: string): CoreCase {
  const repair = told('classify');
  const { key } = repair.of('MessagePlanned')[0]!.intent;
  const result = { type: 'RecordMessage', key, outcome: { state: 'refused', code } } as const;
  const { state, events } = decideEngine(repair.open(), result, repair.context());
  repair.state = state;
  repair.events.push(...events);
  return repair;
}

function messages(repair: CoreCase, purpose: NoticeTrigger): MessageIntent[] {
  return repair.of('MessagePlanned').flatMap(({ intent }) => (intent.purpose === purpose ? [intent] : []));
}

describe('an occasion gives its texts exactly the values they may use', () => {
  test.each(NOTICE_TRIGGERS)('%s', (trigger) => {
    const [intent] = messages(WAYS[trigger](), trigger);
    expect(Object.keys(intent?.params ?? { none: 'told' }).sort()).toEqual([...PARAMS[trigger]].sort());
    for (const value of Object.values(intent!.params)) {
      expect(value === null || (typeof value === 'number' && !Number.isSafeInteger(value))).toBe(false);
    }
  });
});

test('a message that can’t be delivered says which, and why', () => {
  const [intent] = messages(refusedBy('no-such-number'), 'message-undeliverable');
  expect(intent?.params).toEqual({ purpose: 'case-opened', code: 'no-such-number' });
});

test('a notice about an undeliverable message that can’t be delivered itself is not told again', () => {
  const repair = refusedBy('no-such-number');
  const { key } = messages(repair, 'message-undeliverable')[0]!;
  const result = { type: 'RecordMessage', key, outcome: { state: 'unknown' } } as const;
  const { events } = decideEngine(repair.open(), result, repair.context());
  expect(events.map(({ type }) => type)).toEqual(['MessageSettled']);
});

test('a message that was sent, or held back on purpose, is nobody’s concern', () => {
  const repair = told('classify');
  const { key } = repair.of('MessagePlanned')[0]!.intent;
  for (const outcome of [{ state: 'sent' }, { state: 'suppressed', code: 'opted-out' }] as const) {
    const { events } = decideEngine(repair.open(), { type: 'RecordMessage', key, outcome }, repair.context());
    expect(events.map(({ type }) => type)).toEqual(['MessageSettled']);
  }
});

test('only what speaks of an appointment that may move carries its revision', () => {
  const bound = NOTICE_TRIGGERS.filter((trigger) => messages(WAYS[trigger](), trigger)[0]?.appointmentRevision);
  expect(bound).toEqual([
    'appointment-proposed',
    'appointment-confirmed',
    'appointment-reminder',
    'technician-departed',
  ]);
});

test('an answer that all is fine tells nobody', () => {
  const repair = askedFollowUp();
  const { day } = repair.of('FollowUpAsked')[0]!;
  repair.send('AnswerFollowUp', { day, answer: 'fine', noteId: null }).until(repair.nowMs + DAY_MS / 24);
  expect(messages(repair, 'follow-up-problem')).toEqual([]);
});
