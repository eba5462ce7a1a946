import type { PlanStage } from '../policy/vocabulary.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { CaseId, OrganisationId } from '../shared/ids.ts';
import type { CaseEvent, EventStamp, FactOf } from './events.ts';
import { evolveAppointment } from './evolve-appointment.ts';
import { evolveCare, sinceChanged } from './evolve-care.ts';
import { evolveClock } from './evolve-clock.ts';
import { evolveConsent } from './evolve-consent.ts';
import { evolveMessages } from './evolve-messages.ts';
import { evolvePauses } from './evolve-pauses.ts';
import { evolveStage } from './evolve-stage.ts';
import { evolveVisit } from './evolve-visit.ts';
import { evolveItems } from './items/evolve-items.ts';
import { isBeforeAssignment } from './plan.ts';
import { evolveMoney } from './receipts.ts';
import { enteredStage, gateStage } from './stages/entered.ts';
import type { CaseState } from './state.ts';

export interface CaseIdentity {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
}

/** The case after an event. Knows no policy and no clock: a ledger alone rebuilds a case. */
export function evolve(state: CaseState | null, event: CaseEvent, identity: CaseIdentity): CaseState {
  if (event.type === 'CaseOpened') return opened(event, identity);
  if (state === null) throw new Error(`the ledger of ${identity.caseId} begins with ${event.type}`);
  return { ...change(sinceChanged(state, event), event), seq: event.seq };
}

/** `identity` may be a whole context: only its two ids belong to the case. */
function opened(event: EventStamp & FactOf<'CaseOpened'>, { organisationId, caseId }: CaseIdentity): CaseState {
  return {
    organisationId,
    caseId,
    seq: event.seq,
    openedAtMs: event.atMs,
    source: event.source,
    channel: event.channel,
    locale: event.locale,
    kind: event.kind,
    urgency: event.urgency,
    tier: event.tier,
    grade: null,
    warranty: null,
    facts: event.facts,
    ...(event.unit === undefined ? {} : { unit: event.unit }),
    ...(event.marks === undefined ? {} : { marks: event.marks }),
    round: 1,
    leadId: null,
    technicianId: null,
    formerTechnicianIds: [],
    appointment: null,
    appointmentRevision: 0,
    servedAtMs: null,
    stage: enteredStage('intake', event.atMs),
    hold: null,
    pauses: { held: [], 'waiting-for-customer': [] },
    clocks: [],
    heldMessages: [],
    receipts: [],
  };
}

function change(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'CaseOpened':
      return state;
    case 'StageEntered':
      return {
        ...(event.keepsTechnician ? state : unassigned(state, event.stage)),
        stage: enteredStage(event.stage, event.stage === 'care' ? event.atMs : (state.servedAtMs ?? event.atMs)),
      };
    case 'FactsProvided':
    case 'FactsChased':
    case 'TechniciansRanked':
    case 'ReportFiled':
    case 'CallbackScheduled':
    case 'CallbackAsked':
    case 'FollowUpScheduled':
    case 'FollowUpAsked':
    case 'FollowUpAnswered':
    case 'FollowUpUnanswered':
      return evolveStage(state, event);
    case 'CaseClassified':
      return {
        ...state,
        kind: event.kind,
        grade: event.grade,
        urgency: event.urgency,
        warranty: event.warranty,
        ...(event.way === undefined ? {} : { way: event.way }),
      };
    case 'CaseReclassified':
      return { ...state, ...event.now };
    case 'CustomerContacted':
      return event.first ? { ...state, respondedRound: state.round } : state;
    case 'CaseHandedOff':
      return { ...state, leadId: event.leadId };
    case 'TechnicianAssigned':
      return {
        ...withoutCrew(state),
        technicianId: event.technicianId,
        ...(event.crewIds === undefined ? {} : { crewIds: event.crewIds }),
      };
    case 'AppointmentProposed':
    case 'SlotReserved':
    case 'SlotTaken':
    case 'AppointmentConfirmed':
    case 'AppointmentCancelled':
    case 'AppointmentReminded':
      return { ...state, ...evolveAppointment(state.appointment, event) };
    case 'TechnicianDeparted':
    case 'AppointmentMissed':
    case 'CrewReinforced':
    case 'TechnicianArrived':
      return evolveVisit(state, event);
    case 'UnitRepaired': {
      const { unitKey, fault, part, on, restarts } = event;
      const repair = { fault, part, on, ...(restarts ? { restarts } : {}) };
      return { ...state, unit: { unitKey, repairs: [...(state.unit?.repairs ?? []), repair] } };
    }
    case 'ReportSigned':
      return { ...state, servedAtMs: event.atMs };
    case 'CaseReopened':
      return { ...state, round: event.round, appointment: null, servedAtMs: null };
    case 'CaseHeld':
      return { ...state, hold: { reason: event.reason, sinceMs: event.atMs, untilMs: event.untilMs } };
    case 'CaseResumed':
      return { ...state, hold: null };
    case 'PauseBegan':
    case 'PauseEnded':
      return { ...state, pauses: evolvePauses(state.pauses, event, state.clocks) };
    case 'ClockStarted':
    case 'ClockWarned':
    case 'ClockBreached':
    case 'ClockEscalated':
    case 'EscalationAcknowledged':
    case 'ClockStopped':
    case 'BreachWithdrawn':
      return { ...state, clocks: evolveClock(state.clocks, event) };
    case 'ItemOpened':
    case 'ItemAdvanced': {
      const { cause } = event.values;
      return { ...state, ...(cause === undefined ? {} : { cause }), items: evolveItems(state.items, event) };
    }
    case 'ConsentRecorded':
      return evolveConsent(state, event);
    case 'CareBegan':
    case 'OccasionDue':
    case 'OccasionAnswered':
    case 'OccasionUnanswered':
    case 'PurchaseRecorded':
    case 'CareEnded':
    case 'UnitRecalled':
    case 'LinkedCaseAsked':
    case 'LinkedCaseOpened':
    case 'LinkedCaseRefused':
      return evolveCare(state, event);
    case 'MoneyReceived':
    case 'ReceiptIssued':
      return evolveMoney(state, event);
    case 'GateReached':
      return { ...state, stage: gateStage(event) };
    case 'MessageHeld':
    case 'MessageReleased':
    case 'MessageSuppressed':
      return { ...state, heldMessages: evolveMessages(state.heldMessages, event) };
    case 'CaseClosed':
      return { ...state, hold: null, stage: { name: 'closed', outcome: event.outcome, atMs: event.atMs } };
    case 'FactsCompleted':
    case 'RemoteHelpRecorded':
    case 'NobodyFits':
    case 'AppointmentMoved':
    case 'CallbackUnanswered':
    case 'ServiceRated':
    case 'IncidentRecorded':
    case 'SignatureAsked':
    case 'MessagePlanned':
    case 'MessageSettled':
      return state;
    default:
      return assertNever(event);
  }
}

/** Back at assignment or before it the case has nobody; reopened behind it, the same technician comes again. */
function unassigned(state: CaseState, stage: PlanStage): CaseState {
  const { technicianId, formerTechnicianIds } = state;
  if (technicianId === null || !isBeforeAssignment(stage)) return state;
  return { ...withoutCrew(state), technicianId: null, formerTechnicianIds: [...formerTechnicianIds, technicianId] };
}

function withoutCrew({ crewIds: _, ...state }: CaseState): CaseState {
  return state;
}
