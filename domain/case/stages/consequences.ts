import { waitFrom } from '../../calendar/wait.ts';
import { scheduleFollowUp } from '../../follow-up/schedule.ts';
import { findPerson, holdsRole } from '../../policy/people.ts';
import type { PinnedPolicy } from '../../policy/pinned.ts';
import type { PlanStage } from '../../policy/vocabulary.ts';
import { isServiceRefused } from '../../warranty/standing.ts';
import { assignmentOf } from '../assignment-case.ts';
import type { CaseContext } from '../context.ts';
import type { CaseEvent, CaseFact, FactOf } from '../events.ts';
import { missingFacts, planHas, stageAfter, stageFits } from '../plan.ts';
import type { CaseState } from '../state.ts';
import { traitsOf } from '../traits.ts';
import { nobodyFits } from './assign.ts';
import { callbackCalled } from './callback.ts';
import { awaitsVisit, closeOrWait as close, enterOrWait as enter, entry, visitIsAgreed } from './gate.ts';
import { chaseFact } from './intake.ts';
import { notEnough } from './remote-help.ts';
import { unitRepaired } from './unit.ts';
import { afterMiss } from './visit.ts';

/** How an event moves the case along the plan of its kind. */
export function stageConsequences(
  before: CaseState | null,
  event: CaseEvent,
  after: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  const { policy } = context;
  switch (event.type) {
    case 'CaseOpened':
      return [enter('intake', after, context)];
    case 'StageEntered':
      return arrival(event.stage, event.atMs, after, context);
    case 'FactsProvided':
      return after.stage.name === 'intake' && missingFacts(policy, after.kind, after.facts).length === 0
        ? [{ type: 'FactsCompleted' }]
        : [];
    case 'FactsCompleted':
      return next('intake', after, context);
    case 'RemoteHelpRecorded':
      if (event.outcome === 'not-enough') return notEnough(after, policy) ?? next('remote-help', after, context);
      return planHas(policy, after.kind, 'callback')
        ? [enter('callback', after, context)]
        : [close('solved-remotely', after, context)];
    case 'CaseClassified':
      return isServiceRefused(event.warranty)
        ? [close('not-serviceable', after, context)]
        : next('classify', after, context);
    case 'CaseReclassified':
      return reclassifiedGoesOn(event, after, context);
    case 'CaseHandedOff':
      return next('hand-off', after, context);
    case 'TechniciansRanked':
      return nobodyFits(event, after, context);
    case 'ItemAdvanced':
      return allocated(event, after, policy);
    case 'TechnicianAssigned':
      return next('assign', after, context);
    case 'AppointmentConfirmed':
      return next('appointment', after, context);
    case 'AppointmentMoved':
    case 'AppointmentCancelled':
      return visitIsAgreed(after) ? [entry('appointment', after, policy)] : [];
    case 'AppointmentMissed':
      return afterMiss(event, after, context);
    case 'TechnicianArrived':
      return next('visit', after, context);
    case 'ReportFiled':
      if (event.service === 'refused') return [close('not-serviceable', after, context)];
      return event.result === 'second-visit' ? [enter(secondVisitStage(after, context), after, context)] : [];
    case 'ReportSigned':
      return [...(wasSolved(after) ? unitRepaired(event, after, context) : []), ...next('report', after, context)];
    case 'CustomerContacted':
      return callbackCalled(event, after, context);
    case 'CallbackUnanswered':
      return next('callback', after, context);
    case 'ServiceRated':
      if (event.score <= policy.callback.reopenAtOrBelow) return [reopen(after, 'low-score')];
      return after.stage.name === 'callback' ? next('callback', after, context) : [];
    case 'CaseReopened':
      return [enter(reopenStage(after, context), after, context)];
    case 'FollowUpAnswered':
      if (event.answer === 'problem' && policy.followUp.reopenOnProblem) return [reopen(after, 'follow-up-problem')];
      return followUpAfter(event.day, event.atMs, after, context);
    case 'FollowUpUnanswered':
      return followUpAfter(event.day, event.atMs, after, context);
    case 'CaseHeld':
      return awaitsVisit(after) ? cancelled(after, 'held', event.untilMs ?? ALWAYS) : [];
    case 'CaseClosed':
      return before !== null && awaitsVisit(before) ? cancelled(after, 'closed', ALWAYS) : [];
    default:
      return [];
  }
}

function arrival(stage: PlanStage, atMs: number, state: CaseState, context: CaseContext): readonly CaseFact[] {
  const { policy, calendars } = context;
  switch (stage) {
    case 'intake': {
      const missing = missingFacts(policy, state.kind, state.facts);
      return missing.length === 0 ? [{ type: 'FactsCompleted' }] : [chaseFact(missing, 1, atMs, context)];
    }
    case 'callback': {
      const spans = calendars.spans[policy.callback.hours] ?? [];
      return [{ type: 'CallbackScheduled', askAtMs: waitFrom(spans, atMs, policy.callback.afterMs) }];
    }
    case 'follow-up':
      return followUpAfter(null, atMs, state, context);
    default:
      return [];
  }
}

function next(stage: PlanStage, state: CaseState, context: CaseContext): readonly CaseFact[] {
  const following = stageAfter(context.policy, traitsOf(state), stage);
  return [following === null ? close('completed', state, context) : enter(following, state, context)];
}

/** People of another department may be sent from now on: all are ranked anew (S1r). */
function allocated(
  { name, step }: FactOf<'ItemAdvanced'>,
  state: CaseState,
  policy: PinnedPolicy,
): readonly CaseFact[] {
  if (state.stage.name !== 'assign' || policy.assignment.reserve?.after !== `${name}.${step}`) return [];
  return [entry('assign', state, policy)];
}

/** What was taken in or is beyond repair is signed all the same. */
function wasSolved({ result = 'solved' }: CaseState): boolean {
  return result === 'solved';
}

/**
 * Where work goes on that one visit did not finish: the first that the plan has for such a case. What was found may ask for
 * somebody else than who came (S1d: the supplier's people, our crew): then the case is assigned anew.
 */
function secondVisitStage(state: CaseState, context: CaseContext): PlanStage {
  const { policy } = context;
  const traits = traitsOf(state);
  if (asksForAnother(state, context) && stageFits(policy, traits, 'assign')) return 'assign';
  return SECOND_VISIT.find((stage) => stageFits(policy, traits, stage)) ?? 'report';
}
const SECOND_VISIT: readonly PlanStage[] = ['appointment', 'visit', 'assign', 'remote-help'];

function asksForAnother(state: CaseState, context: CaseContext): boolean {
  const { technicianId } = state;
  const person = technicianId === null ? null : findPerson(context.policy, technicianId);
  return person !== null && !assignmentOf(state, context).roles.some((role) => holdsRole(person, role));
}

/** A stage that is not for such a case any more is left, and so is remote help that was not enough. */
function reclassifiedGoesOn(
  { because, now }: FactOf<'CaseReclassified'>,
  state: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  const name = state.stage.name === 'gate' ? state.stage.before : state.stage.name;
  if (name === 'closed' || name === 'closing') return [];
  const helped = because === 'remote-help' && now.grade === undefined;
  const planned = planHas(context.policy, state.kind, name);
  const left = planned && !stageFits(context.policy, traitsOf(state), name);
  if (!helped && !left) return [];
  const onward = next(name, state, context);
  // What comes behind it stands on this stage, whomever the plan means it for: it goes on here.
  if (onward.some((fact) => fact.type === 'StageEntered' && fact.stage === name)) return [];
  return [...onward, ...(awaitsVisit(state) ? cancelled(state, 'reclassified', ALWAYS) : [])];
}

function reopen(state: CaseState, because: 'low-score' | 'follow-up-problem'): CaseFact {
  return { type: 'CaseReopened', round: state.round + 1, because };
}

/** A case that was never classified, or whose plan lacks the policy's stage, is looked at by the desk first. */
function reopenStage(state: CaseState, { policy }: CaseContext): PlanStage {
  const wanted = policy.callback.reopenTo;
  if (state.grade !== null && stageFits(policy, traitsOf(state), wanted)) return wanted;
  return planHas(policy, state.kind, 'classify') ? 'classify' : 'intake';
}

function followUpAfter(day: number | null, atMs: number, state: CaseState, context: CaseContext): readonly CaseFact[] {
  if (state.stage.name !== 'follow-up') return [];
  const scheduled = scheduleFollowUp(context.policy.followUp, context.calendars, state.stage.anchorMs, day, atMs);
  return [scheduled === null ? close('completed', state, context) : { type: 'FollowUpScheduled', ...scheduled }];
}

const ALWAYS = Number.MAX_SAFE_INTEGER;

function cancelled(
  state: CaseState,
  reason: FactOf<'AppointmentCancelled'>['reason'],
  beforeMs: number,
): readonly CaseFact[] {
  const { appointment, appointmentRevision } = state;
  if (appointment === null || appointment.startMs >= beforeMs) return [];
  const { startMs, endMs } = appointment;
  return [{ type: 'AppointmentCancelled', revision: appointmentRevision + 1, startMs, endMs, reason }];
}
