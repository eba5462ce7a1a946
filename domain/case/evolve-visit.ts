import type { CaseEvent, FactOf } from './events.ts';
import type { CaseState, Missed } from './state.ts';

/** A case after somebody has set out, has come or has not. */
export function evolveVisit(
  state: CaseState,
  event: Extract<
    CaseEvent,
    FactOf<'TechnicianDeparted' | 'AppointmentMissed' | 'CrewReinforced' | 'TechnicianArrived'>
  >,
): CaseState {
  switch (event.type) {
    case 'TechnicianDeparted':
      return state.stage.name === 'visit' ? { ...state, stage: { ...state.stage, departed: true } } : state;
    case 'AppointmentMissed':
      return {
        ...state,
        appointment: null,
        appointmentRevision: event.revision,
        missed: counting(state.missed, event),
      };
    case 'CrewReinforced':
      return {
        ...state,
        crewIds: [...(state.crewIds ?? []), ...event.personIds],
        ...(state.stage.name === 'report' ? { stage: { name: 'report', filed: state.stage.filed } } : {}),
      };
    case 'TechnicianArrived': {
      const { missed: _, ...there } = state;
      return there;
    }
  }
}

function counting(
  { customer, technicianIds }: Missed = { customer: 0, technicianIds: [] },
  { who, technicianId }: FactOf<'AppointmentMissed'>,
): Missed {
  return who === 'customer'
    ? { customer: customer + 1, technicianIds }
    : { customer, technicianIds: [...technicianIds, technicianId] };
}
