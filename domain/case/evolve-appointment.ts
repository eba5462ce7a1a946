import type { CaseEvent, FactOf } from './events.ts';
import type { Appointment, CaseState } from './state.ts';

type AppointmentEvent = Extract<
  CaseEvent,
  FactOf<
    | 'AppointmentProposed'
    | 'SlotReserved'
    | 'SlotTaken'
    | 'AppointmentConfirmed'
    | 'AppointmentCancelled'
    | 'AppointmentReminded'
  >
>;

/** The appointment after one of its events; an event of a revision that no longer stands changes nothing. */
export function evolveAppointment(
  current: Appointment | null,
  event: AppointmentEvent,
): Pick<CaseState, 'appointment'> | Pick<CaseState, 'appointment' | 'appointmentRevision'> {
  if (event.type === 'AppointmentProposed') {
    const { revision, startMs, endMs, agreed } = event;
    const said = agreed === true ? { agreed } : {};
    return {
      appointment: { revision, startMs, endMs, status: 'reserving', ...said, remindAtMs: null },
      appointmentRevision: revision,
    };
  }
  if (event.type === 'AppointmentCancelled') return { appointment: null, appointmentRevision: event.revision };
  if (current === null || current.revision !== event.revision) return { appointment: current };
  switch (event.type) {
    case 'SlotReserved':
      return { appointment: { ...current, status: 'proposed' } };
    case 'SlotTaken':
      return { appointment: null };
    case 'AppointmentConfirmed':
      return { appointment: { ...current, status: 'confirmed', remindAtMs: event.remindAtMs } };
    case 'AppointmentReminded':
      return { appointment: { ...current, remindAtMs: null } };
  }
}
