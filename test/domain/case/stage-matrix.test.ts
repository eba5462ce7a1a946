import { describe, expect, test } from 'vitest';
import { COMMAND_TYPES, type CommandBodies, type CommandType } from '../../../domain/case/commands.ts';
import { PLAN_STAGES, type StageName } from '../../../domain/policy/vocabulary.ts';
import { DAY_MS, HOUR_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { askCallback, FACTS, file, LEAD, OPENING, propose, repairAt } from '../../support/repair.ts';

// Care is a case of its own; test/domain/care/ is about it.
const OF_SERVICE = PLAN_STAGES.filter((stage) => stage !== 'care');
const STAGES: readonly StageName[] = [...OF_SERVICE, 'closed'];
const ANY: readonly StageName[] = OF_SERVICE;

/** Where each command is taken; everywhere else it is refused. Written by hand: this is what the stages promise. */
const TAKEN_IN: Readonly<Record<CommandType, readonly StageName[]>> = {
  OpenCase: [],
  ProvideFacts: ANY,
  RecordRemoteHelp: ['remote-help'],
  ClassifyCase: ['classify'],
  ReclassifyCase: ANY,
  RecordContact: ANY,
  HandOffCase: ['hand-off'],
  AssignTechnician: ['assign'],
  ProposeAppointment: ['appointment'],
  ConfirmAppointment: ['appointment'],
  RescheduleAppointment: ['appointment', 'visit'],
  RecordDeparture: ['visit'],
  RecordArrival: ['visit'],
  RecordNoShow: ['visit'],
  ReinforceCrew: [],
  RecordIncident: [],
  FileReport: ['report'],
  SignReport: ['report'],
  RateService: ['callback', 'follow-up'],
  AnswerFollowUp: ['follow-up'],
  OpenItem: [],
  AdvanceItem: [],
  AnswerOccasion: ['care'],
  RecordPurchase: ['care'],
  RecordConsent: ANY,
  HoldCase: ANY,
  ResumeCase: [],
  AcknowledgeEscalation: [],
  CloseCase: ANY,
};

/** Refusals of another kind than the stage's: the stage would take the command at another moment. */
const OTHER_CODES: Readonly<Partial<Record<CommandType, string>>> = {
  OpenCase: 'already-open',
  ResumeCase: 'not-on-hold',
  AcknowledgeEscalation: 'nothing-to-acknowledge',
  // The policy of this table has no items; test/domain/case/items/ is about them.
  OpenItem: 'unknown-item',
  AdvanceItem: 'unknown-item',
  ReinforceCrew: 'no-reinforcement',
  // Nor has it incidents; test/domain/case/visits.test.ts has.
  RecordIncident: 'unknown-incident',
};

/** A body that the right stage takes. */
function bodies(repair: CoreCase): CommandBodies {
  const startMs = repair.nowMs + 2 * DAY_MS;
  const slot = { startMs, endMs: startMs + HOUR_MS };
  return {
    OpenCase: { ...OPENING, facts: FACTS },
    ProvideFacts: { facts: FACTS },
    RecordRemoteHelp: { outcome: 'not-enough', noteId: null },
    ClassifyCase: { kind: null, grade: 'general', urgency: null, damage: 'none' },
    ReclassifyCase: { grade: null, urgency: 'emergency', tier: null, way: null, noteId: null },
    RecordContact: { direction: 'to', channel: 'phone', outcome: 'reached', noteId: null },
    HandOffCase: { leadId: null },
    AssignTechnician: { technicianId: null },
    ProposeAppointment: slot,
    ConfirmAppointment: { revision: null },
    RescheduleAppointment: { ...slot, reason: 'customer-request' },
    RecordDeparture: {},
    RecordArrival: {},
    RecordNoShow: { who: 'customer', noteId: null },
    ReinforceCrew: { personIds: ['tech-2'] },
    RecordIncident: { personId: 'tech-1', what: 'rude', noteId: null },
    FileReport: { cause: 'wear', parts: [], labour: [], result: 'solved', priceAccepted: true, noteId: null },
    SignReport: { opinion: 'satisfied', noteId: null },
    RateService: { score: 5, noteId: null },
    AnswerFollowUp: { day: 1, answer: 'fine', noteId: null },
    OpenItem: { item: 'training', values: {}, noteId: null },
    AdvanceItem: { item: 'training', step: 'done', values: {}, noteId: null },
    AnswerOccasion: { occasion: 'quarterly', answer: 'fine', score: null, noteId: null },
    RecordPurchase: { on: null, productModel: null, noteId: null },
    RecordConsent: { consent: 'withdrawn', channel: 'sms', purpose: 'survey', noteId: null },
    HoldCase: { reason: 'other', untilMs: null },
    ResumeCase: {},
    AcknowledgeEscalation: { clockId: null },
    CloseCase: { outcome: 'answered', noteId: null },
  };
}

/** A case in the stage, at the moment at which the stage takes the command if it ever does. */
function ready(stage: StageName, type: CommandType): CoreCase {
  const repair = repairAt(stage);
  if (stage === 'appointment' && ['ConfirmAppointment', 'RescheduleAppointment'].includes(type)) {
    propose(repair, repair.nowMs + DAY_MS);
  }
  if (stage === 'visit' && type === 'RecordNoShow') repair.until(repair.open().appointment!.startMs);
  if (stage === 'report' && type === 'SignReport') file(repair);
  if (stage === 'callback' && type === 'RateService') askCallback(repair);
  if (stage === 'follow-up' && type === 'AnswerFollowUp') repair.until(repair.due()!.atMs);
  return repair;
}

describe.each(STAGES)('in %s', (stage) => {
  test.each(COMMAND_TYPES)('%s is taken or refused as the table says', (type) => {
    const repair = ready(stage, type);
    const before = repair.open();
    const refusal = repair.try(type, bodies(repair)[type], LEAD);
    if (TAKEN_IN[type].includes(stage)) {
      expect(refusal).toBeNull();
      expect(repair.open().seq).toBeGreaterThan(before.seq);
      return;
    }
    const expected = stage === 'closed' ? 'case-closed' : (OTHER_CODES[type] ?? 'wrong-stage');
    const atVisit = stage === 'visit' && type === 'ConfirmAppointment';
    expect(refusal?.code).toBe(atVisit ? 'already-confirmed' : expected);
    if (refusal?.code === 'wrong-stage') {
      expect(refusal.params).toEqual({ stage, command: type, expected: TAKEN_IN[type].join(' or ') });
    }
    expect(repair.open()).toEqual(before);
  });
});

test('before it is opened a case takes nothing but its opening', () => {
  for (const type of COMMAND_TYPES) {
    const unborn = repairAt('intake');
    unborn.state = null;
    expect(unborn.try(type, bodies(unborn)[type])?.code).toBe(type === 'OpenCase' ? undefined : 'not-open');
  }
});
