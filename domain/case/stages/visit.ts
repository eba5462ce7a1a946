import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact, FactOf } from '../events.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';
import { closeOrWait, entry } from './gate.ts';

/** The technician sets out (S1e, S1l); the customer may be told. */
export function recordDeparture(state: CaseState): Ruling {
  const { stage, technicianId } = state;
  if (stage.name !== 'visit') return unlessStage(state, 'RecordDeparture', 'visit') ?? accept();
  if (technicianId === null) return refuse('no-appointment');
  if (stage.departed) return refuse('already-departed');
  return accept({ type: 'TechnicianDeparted', technicianId });
}

/** The technician is at the customer's door (S0.5). */
export function recordArrival(state: CaseState): Ruling {
  const wrong = unlessStage(state, 'RecordArrival', 'visit');
  if (wrong !== null) return wrong;
  if (state.technicianId === null) return refuse('no-appointment');
  return accept({ type: 'TechnicianArrived', technicianId: state.technicianId });
}

/** Somebody was not there when the visit was to begin: the time is free again, and another is to be agreed. */
export function recordNoShow(state: CaseState, command: CommandOf<'RecordNoShow'>, { nowMs }: CaseContext): Ruling {
  const { appointment, appointmentRevision, technicianId } = state;
  const wrong = unlessStage(state, 'RecordNoShow', 'visit');
  if (wrong !== null) return wrong;
  if (appointment === null || technicianId === null) return refuse('no-appointment');
  const { startMs, endMs } = appointment;
  if ((command.effectiveAtMs ?? nowMs) < startMs) {
    return refuse('visit-not-begun', '', { start: new Date(startMs).toISOString() });
  }
  const { who, noteId } = command;
  const revision = appointmentRevision + 1;
  return accept({ type: 'AppointmentMissed', revision, startMs, endMs, who, technicianId, noteId });
}

/**
 * Where a case goes when somebody was not there: back to another appointment, or, missed as often as the policy bears it,
 * to another technician, or to its end.
 */
export function afterMiss(
  { who }: FactOf<'AppointmentMissed'>,
  state: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  const { customer = 0, technicianIds = [] } = state.missed ?? {};
  const most = context.policy.visit?.missed?.[who] ?? Number.POSITIVE_INFINITY;
  if (who === 'customer' && customer >= most) return [closeOrWait('not-serviceable', state, context)];
  const next = who === 'technician' && technicianIds.length >= most ? 'assign' : 'appointment';
  return [entry(next, state, context.policy)];
}
