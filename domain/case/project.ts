import { localDate } from '../calendar/local-day.ts';
import { warrantyOn } from '../care/covered.ts';
import { careView } from '../care/view.ts';
import { dueAt, limitOf, runningSpans } from '../sla/clock.ts';
import type { CaseContext } from './context.ts';
import { earliestDeadline } from './deadline.ts';
import { plainFact } from './facts.ts';
import { itemViews } from './items/next.ts';
import { nextStepOf } from './next-step.ts';
import { missingFacts } from './plan.ts';
import type { CaseState, ClockState, RunningClock } from './state.ts';
import { traitsOf } from './traits.ts';
import type { CaseView, ClockView } from './view.ts';

/** A case as people and machines see it at `context.nowMs`. */
export function viewOf(state: CaseState, context: CaseContext): CaseView {
  const { policy, nowMs } = context;
  const { stage } = state;
  const clocks = state.clocks.map((clock) => clockView(clock, state, context));
  return {
    organisationId: state.organisationId,
    caseId: state.caseId,
    seq: state.seq,
    atMs: nowMs,
    policyId: policy.id,
    policyVersion: policy.version,
    source: state.source,
    channel: state.channel,
    locale: state.locale,
    stage: stage.name,
    outcome: stage.name === 'closed' ? stage.outcome : null,
    kind: state.kind,
    grade: state.grade,
    urgency: state.urgency,
    tier: state.tier,
    warranty: stage.name === 'care' ? warrantyOn(localDate(context.calendars, nowMs), state, context) : state.warranty,
    productModel: plainFact(state.facts, 'product-model'),
    region: plainFact(state.facts, 'region'),
    missingFacts: missingFacts(policy, state.kind, state.facts),
    round: state.round,
    leadId: state.leadId,
    technicianId: state.technicianId,
    ...(state.crewIds === undefined ? {} : { crewIds: state.crewIds }),
    appointment: state.appointment,
    appointmentRevision: state.appointmentRevision,
    ...(stage.name === 'visit' && stage.departed ? { departed: true } : {}),
    hold: state.hold,
    openedAtMs: state.openedAtMs,
    closedAtMs: stage.name === 'closed' ? stage.atMs : null,
    nextStep: nextStepOf(state, context, clocks),
    nextDeadline: earliestDeadline(clocks),
    clocks,
    ...(stage.name === 'care' ? { care: careView(state, stage, context) } : {}),
    ...(state.items === undefined ? {} : { items: itemViews(state, context, clocks) }),
  };
}

function clockView(clock: ClockState, state: CaseState, context: CaseContext): ClockView {
  const { clockId, round, startedAtMs } = clock;
  const item = clock.itemId === undefined ? {} : { itemId: clock.itemId };
  if (clock.status === 'stopped') {
    const { verdict, dueAtMs, limitMs } = clock;
    return {
      clockId,
      round,
      startedAtMs,
      dueAtMs,
      limitMs,
      status: verdict === 'breached' ? 'missed' : verdict,
      ...item,
    };
  }
  const definition = context.policy.clocks.find(({ id }) => id === clockId);
  const limit = definition === undefined ? null : limitOf(definition, traitsOf(state), clock);
  if (definition === undefined || limit === null) {
    return { clockId, round, startedAtMs, dueAtMs: null, limitMs: 0, status: 'paused', ...item };
  }
  const spans = runningSpans(definition, limit, state.pauses, context.calendars);
  const dueAtMs = clock.breach?.dueAtMs ?? dueAt(spans, startedAtMs, limit);
  return {
    clockId,
    round,
    startedAtMs,
    dueAtMs,
    limitMs: limit.withinMs,
    status: runningStatus(clock, dueAtMs),
    ...item,
  };
}

function runningStatus(clock: RunningClock, dueAtMs: number | null): ClockView['status'] {
  if (clock.breach !== null) return clock.breach.acknowledgedBy === null ? 'breached' : 'acknowledged';
  if (dueAtMs === null) return 'paused';
  return clock.warnedPercent > 0 ? 'warned' : 'running';
}
