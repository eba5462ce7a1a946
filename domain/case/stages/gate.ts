import type { PinnedPolicy } from '../../policy/pinned.ts';
import type { PlanStage } from '../../policy/vocabulary.ts';
import type { CaseContext } from '../context.ts';
import type { GateOutcome } from '../events/items.ts';
import type { CaseEvent, CaseFact, FactOf } from '../events.ts';
import { blockersOf } from '../items/blocks.ts';
import { keepsTechnician, planHas } from '../plan.ts';
import type { CaseState } from '../state.ts';

/** Enters a stage, unless an item keeps the case from it: then the case waits in front of it. */
export function enterOrWait(wanted: PlanStage, state: CaseState, { policy }: CaseContext): CaseFact {
  const entered = entry(wanted, state, policy);
  if (blockersOf(state, policy, entered.stage).length === 0) return entered;
  return { type: 'GateReached', before: entered.stage, round: state.round };
}

/** Somebody must be there to make an appointment and to keep it: a case that has nobody is assigned first. */
export function entry(wanted: PlanStage, state: CaseState, policy: PinnedPolicy): FactOf<'StageEntered'> {
  const nobodyGoes = state.technicianId === null && (wanted === 'appointment' || wanted === 'visit');
  const stage = nobodyGoes && planHas(policy, state.kind, 'assign') ? 'assign' : wanted;
  const kept = state.technicianId !== null && keepsTechnician(policy, state.kind, stage);
  return { type: 'StageEntered', stage, round: state.round, ...(kept ? { keepsTechnician: kept } : {}) };
}

/** Closes the case, unless an item keeps it from closing. */
export function closeOrWait(outcome: GateOutcome, state: CaseState, { policy }: CaseContext): CaseFact {
  if (blockersOf(state, policy, 'closing').length > 0) {
    return { type: 'GateReached', before: 'closing', round: state.round, outcome };
  }
  return { type: 'CaseClosed', outcome, noteId: null };
}

/** Lets a case go on that waited for an item. */
export function gateConsequences(event: CaseEvent, state: CaseState, context: CaseContext): readonly CaseFact[] {
  const { stage } = state;
  if (event.type !== 'ItemAdvanced' || stage.name !== 'gate') return [];
  const next =
    stage.before === 'closing' ? closeOrWait(stage.outcome, state, context) : enterOrWait(stage.before, state, context);
  return next.type === 'GateReached' ? [] : [next];
}

/** Once the technician has arrived the appointment is history, and nothing can call it off. */
export function awaitsVisit(state: CaseState): boolean {
  return state.stage.name === 'appointment' || visitIsAgreed(state);
}

/** The time was agreed, and the technician has not come: the case is in front of the visit, or kept from it. */
export function visitIsAgreed({ stage }: CaseState): boolean {
  return stage.name === 'visit' || (stage.name === 'gate' && stage.before === 'visit');
}
