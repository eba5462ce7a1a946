import type { CaseEvent } from '../case/events.ts';
import { assertNever } from '../shared/assert-never.ts';
import { factNames, messageData, type Tellings, type Told, tell } from './telling.ts';

/**
 * What each fact of a case's ledger is called outside, and what is told of it: ids, times, amounts and choices. Names and
 * fields stay; who wants more reads the case. Whatever may be long or points into the vault is left out.
 */
export const TELLINGS: Tellings = {
  CaseOpened: ({ source, channel, kind, urgency, tier, locale, facts }) => ({
    type: 'case.opened',
    data: { source, channel, kind, urgency, tier, locale, facts: factNames(facts) },
  }),
  FactsProvided: ({ facts }) => ({ type: 'case.facts_provided', data: { facts: factNames(facts) } }),
  FactsCompleted: tell('case.facts_completed'),
  FactsChased: tell('case.facts_chased', 'missing', 'ordinal', 'nextAtMs', 'inside'),
  RemoteHelpRecorded: tell('case.remote_help_recorded', 'outcome'),
  CaseClassified: tell('case.classified', 'kind', 'grade', 'urgency', 'damage', 'warranty', 'way'),
  CaseReclassified: tell('case.reclassified', 'now', 'because'),
  CustomerContacted: tell('case.customer_contacted', 'direction', 'channel', 'outcome', 'first'),
  CaseHandedOff: tell('case.handed_off', 'leadId'),
  StageEntered: tell('case.stage_entered', 'stage', 'round'),
  CaseHeld: tell('case.held', 'reason', 'untilMs'),
  CaseResumed: tell('case.resumed', 'because'),
  CaseReopened: tell('case.reopened', 'round', 'because'),
  CaseClosed: tell('case.closed', 'outcome'),

  TechniciansRanked: tell('technician.ranked'),
  NobodyFits: tell('technician.nobody_fits'),
  TechnicianAssigned: tell('technician.assigned', 'technicianId', 'how', 'crewIds'),
  TechnicianDeparted: tell('technician.departed', 'technicianId'),
  TechnicianArrived: tell('technician.arrived', 'technicianId'),
  CrewReinforced: tell('technician.crew_reinforced', 'personIds'),
  IncidentRecorded: tell('technician.incident_recorded', 'personId', 'what'),

  AppointmentProposed: tell('appointment.proposed', 'revision', 'startMs', 'endMs', 'agreed'),
  SlotReserved: tell('appointment.reserved', 'revision'),
  SlotTaken: tell('appointment.slot_taken', 'revision', 'startMs', 'endMs'),
  AppointmentConfirmed: tell('appointment.confirmed', 'revision', 'startMs', 'endMs', 'remindAtMs'),
  AppointmentMoved: tell('appointment.moved', 'revision', 'reason'),
  AppointmentCancelled: tell('appointment.cancelled', 'revision', 'startMs', 'endMs', 'reason'),
  AppointmentReminded: tell('appointment.reminded', 'revision', 'startMs', 'endMs'),
  AppointmentMissed: tell('appointment.missed', 'revision', 'startMs', 'endMs', 'who', 'technicianId'),

  ReportFiled: tell('report.filed', 'cause', 'result', 'fee', 'agreedMs', 'service'),
  SignatureAsked: tell('report.signature_asked'),
  ReportSigned: tell('report.signed', 'opinion'),
  UnitRepaired: tell('unit.repaired', 'unitKey', 'fault', 'part', 'on', 'restarts'),
  UnitRecalled: tell('unit.recalled'),

  CallbackScheduled: tell('callback.scheduled', 'askAtMs'),
  CallbackAsked: tell('callback.asked', 'ordinal', 'nextAtMs', 'way'),
  CallbackUnanswered: tell('callback.unanswered'),
  ServiceRated: tell('service.rated', 'score'),
  FollowUpScheduled: tell('follow_up.scheduled', 'day', 'askAtMs'),
  FollowUpAsked: tell('follow_up.asked', 'day', 'giveUpAtMs'),
  FollowUpAnswered: tell('follow_up.answered', 'day', 'answer'),
  FollowUpUnanswered: tell('follow_up.unanswered', 'day'),

  ItemOpened: tell('item.opened', 'itemId', 'name', 'is', 'ownerId', 'because'),
  ItemAdvanced: tell('item.advanced', 'itemId', 'name', 'step', 'ownerId', 'ended', 'terms', 'payer'),
  GateReached: tell('gate.reached', 'before', 'round'),
  MoneyReceived: tell('money.received', 'receiptId', 'money'),
  ReceiptIssued: tell('receipt.issued', 'receiptId', 'number', 'money'),

  CareBegan: tell('care.began', 'on'),
  OccasionDue: tell('occasion.due', 'occasion', 'does', 'on', 'ordinal', 'turn', 'giveUpAtMs'),
  OccasionAnswered: tell('occasion.answered', 'occasion', 'ordinal', 'answer', 'score', 'problem'),
  OccasionUnanswered: tell('occasion.unanswered', 'occasion', 'ordinal'),
  PurchaseRecorded: tell('purchase.recorded', 'on', 'productModel'),
  CareEnded: tell('care.ended', 'because', 'lastDay'),
  LinkedCaseAsked: tell('linked_case.asked', 'kind', 'because', 'ordinal'),
  LinkedCaseOpened: ({ kind, because, ordinal, caseId }) => ({
    type: 'linked_case.opened',
    data: { kind, because, ordinal, linkedCaseId: caseId },
  }),
  LinkedCaseRefused: tell('linked_case.refused', 'kind', 'because', 'ordinal', 'code'),

  ConsentRecorded: tell('consent.recorded', 'consent', 'channel', 'purpose'),

  PauseBegan: tell('pause.began', 'cause'),
  PauseEnded: tell('pause.ended', 'cause'),
  ClockStarted: tell('clock.started', 'clockId', 'round', 'itemId', 'agreedMs'),
  ClockWarned: tell('clock.warned', 'clockId', 'round', 'percent', 'dueAtMs'),
  ClockBreached: tell('clock.breached', 'clockId', 'round', 'dueAtMs'),
  ClockEscalated: tell('clock.escalated', 'clockId', 'round', 'step', 'personId', 'dueAtMs'),
  EscalationAcknowledged: tell('clock.acknowledged', 'clockId', 'round', 'personId'),
  ClockStopped: tell('clock.stopped', 'clockId', 'round', 'verdict', 'dueAtMs', 'usedMs', 'limitMs'),
  BreachWithdrawn: tell('clock.breach_withdrawn', 'clockId', 'round', 'alertedIds'),

  MessagePlanned: ({ intent }) => ({ type: 'message.planned', data: messageData(intent) }),
  MessageHeld: ({ intent, releaseAtMs }) => ({
    type: 'message.held',
    data: { ...messageData(intent), releaseAtMs },
  }),
  MessageReleased: ({ intent }) => ({ type: 'message.released', data: messageData(intent) }),
  MessageSuppressed: ({ key, reason }) => ({ type: 'message.suppressed', data: { messageKey: key, code: reason } }),
  MessageSettled: ({ key, outcome }) => {
    switch (outcome.state) {
      case 'sent':
        return null; // The message's own row tells it, whichever way it was found out.
      case 'refused':
        return { type: 'message.refused', data: { messageKey: key, code: outcome.code } };
      case 'suppressed':
        return { type: 'message.suppressed', data: { messageKey: key, code: outcome.code } };
      case 'unknown':
        return { type: 'message.unconfirmed', data: { messageKey: key } };
      default:
        return assertNever(outcome);
    }
  },
};

/** The outward name and data of a ledger entry, or null where it is not told. */
export function toldOf(event: CaseEvent): Told | null {
  // The table gives each type its own telling; the compiler cannot follow that through a union.
  return (TELLINGS[event.type] as (fact: CaseEvent) => Told | null)(event);
}
