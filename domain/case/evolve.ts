import { PLAN_STAGES, type PlanStage } from '../policy/vocabulary.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { CaseId, OrganisationId } from '../shared/ids.ts';
import type { CaseEvent, EventStamp, FactOf } from './events.ts';
import { evolveAppointment } from './evolve-appointment.ts';
import { evolveClock } from './evolve-clock.ts';
import { enteredStage } from './stages/entered.ts';
import type { CaseState, StageState } from './state.ts';

export interface CaseIdentity {
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
}

/** The case after an event. Knows no policy and no clock: a ledger alone rebuilds a case. */
export function evolve(state: CaseState | null, event: CaseEvent, identity: CaseIdentity): CaseState {
  if (event.type === 'CaseOpened') return opened(event, identity);
  if (state === null) throw new Error(`the ledger of ${identity.caseId} begins with ${event.type}`);
  return { ...change(state, event), seq: event.seq };
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
        ...unassigned(state, event.stage),
        stage: enteredStage(event.stage, state.servedAtMs ?? event.atMs),
      };
    case 'FactsProvided':
      return inStage({ ...state, facts: { ...state.facts, ...event.facts } }, 'intake', (stage) => ({
        ...stage,
        missing: stage.missing.filter((name) => event.facts[name] === undefined),
      }));
    case 'FactsChased':
      return inStage(state, 'intake', (stage) => ({
        ...stage,
        missing: event.missing,
        chases: event.ordinal,
        nextChaseAtMs: event.nextAtMs,
      }));
    case 'CaseClassified':
      return { ...state, kind: event.kind, grade: event.grade, urgency: event.urgency, warranty: event.warranty };
    case 'CaseHandedOff':
      return { ...state, leadId: event.leadId };
    case 'TechniciansRanked':
      return inStage(state, 'assign', (stage) => ({ ...stage, scores: event.scores }));
    case 'TechnicianAssigned':
      return { ...state, technicianId: event.technicianId };
    case 'AppointmentProposed':
    case 'SlotReserved':
    case 'SlotTaken':
    case 'AppointmentConfirmed':
    case 'AppointmentCancelled':
    case 'AppointmentReminded':
      return { ...state, ...evolveAppointment(state.appointment, event) };
    case 'ReportFiled':
      return inStage(event.result === 'second-visit' ? { ...state, appointment: null } : state, 'report', (stage) => ({
        ...stage,
        filed: true,
      }));
    case 'ReportSigned':
      return { ...state, servedAtMs: event.atMs };
    case 'CallbackScheduled':
      return inStage(state, 'callback', (stage) => ({ ...stage, nextAtMs: event.askAtMs }));
    case 'CallbackAsked':
      return inStage(state, 'callback', (stage) => ({ ...stage, asked: event.ordinal, nextAtMs: event.nextAtMs }));
    case 'CaseReopened':
      return { ...state, round: event.round, appointment: null, servedAtMs: null };
    case 'FollowUpScheduled':
      return inStage(state, 'follow-up', (stage) => ({
        ...stage,
        next: { status: 'to-ask', day: event.day, atMs: event.askAtMs },
      }));
    case 'FollowUpAsked':
      return inStage(state, 'follow-up', (stage) => ({
        ...stage,
        next: { status: 'asked', day: event.day, giveUpAtMs: event.giveUpAtMs },
      }));
    case 'FollowUpAnswered':
    case 'FollowUpUnanswered':
      return inStage(state, 'follow-up', (stage) => ({ ...stage, next: null }));
    case 'CaseHeld':
      return { ...state, hold: { reason: event.reason, sinceMs: event.atMs, untilMs: event.untilMs } };
    case 'CaseResumed':
      return { ...state, hold: null };
    case 'PauseBegan':
      return {
        ...state,
        pauses: { ...state.pauses, [event.cause]: [...state.pauses[event.cause], [event.atMs, null]] },
      };
    case 'PauseEnded':
      return {
        ...state,
        pauses: {
          ...state.pauses,
          [event.cause]: state.pauses[event.cause].map(([fromMs, toMs]) => [fromMs, toMs ?? event.atMs]),
        },
      };
    case 'ClockStarted':
    case 'ClockWarned':
    case 'ClockBreached':
    case 'ClockEscalated':
    case 'EscalationAcknowledged':
    case 'ClockStopped':
    case 'BreachWithdrawn':
      return { ...state, clocks: evolveClock(state.clocks, event) };
    case 'MessageHeld':
      return {
        ...state,
        heldMessages: [...state.heldMessages, { intent: event.intent, releaseAtMs: event.releaseAtMs }],
      };
    case 'MessageReleased':
      return { ...state, heldMessages: state.heldMessages.filter(({ intent }) => intent.key !== event.intent.key) };
    case 'MessageSuppressed':
      return { ...state, heldMessages: state.heldMessages.filter(({ intent }) => intent.key !== event.key) };
    case 'CaseClosed':
      return { ...state, hold: null, stage: { name: 'closed', outcome: event.outcome, atMs: event.atMs } };
    case 'FactsCompleted':
    case 'RemoteHelpRecorded':
    case 'NobodyFits':
    case 'AppointmentMoved':
    case 'TechnicianArrived':
    case 'CallbackUnanswered':
    case 'ServiceRated':
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
  if (technicianId === null || PLAN_STAGES.indexOf(stage) > PLAN_STAGES.indexOf('assign')) return state;
  return { ...state, technicianId: null, formerTechnicianIds: [...formerTechnicianIds, technicianId] };
}

function inStage<N extends StageState['name']>(
  state: CaseState,
  name: N,
  update: (stage: Extract<StageState, { name: N }>) => StageState,
): CaseState {
  if (state.stage.name !== name) return state;
  return { ...state, stage: update(state.stage as Extract<StageState, { name: N }>) };
}
