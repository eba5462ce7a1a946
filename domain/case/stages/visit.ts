import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';

/** The technician is at the customer's door (S0.5). */
export function recordArrival(state: CaseState): Ruling {
  const wrong = unlessStage(state, 'RecordArrival', 'visit');
  if (wrong !== null) return wrong;
  if (state.technicianId === null) return refuse('no-appointment');
  return accept({ type: 'TechnicianArrived', technicianId: state.technicianId });
}
