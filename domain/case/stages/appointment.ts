import { isOffDuty } from '../../assignment/duty.ts';
import { atLocalTime } from '../../calendar/local-day.ts';
import { elapsed } from '../../calendar/spans.ts';
import type { Person } from '../../policy/pinned.ts';
import { HOUR_MS } from '../../shared/time.ts';
import type { CommandEnvelope, CommandOf, EngineCommand } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';
import { awaitsVisit, visitIsAgreed } from './gate.ts';

interface Slot {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The technician proposes a time (S0.4, S1d); it stands once the slot is reserved and the customer confirms. A time that
 * the customer has agreed to already, on the phone for instance (S1c), stands as soon as it is reserved.
 */
export function proposeAppointment(
  state: CaseState,
  command: CommandOf<'ProposeAppointment'>,
  context: CaseContext,
): Ruling {
  return (
    unlessStage(state, 'ProposeAppointment', 'appointment') ??
    refuseSlot(state, command, context) ??
    accept(...proposal(state, command, context))
  );
}

/** Moves the appointment that stands; everything said about the old one becomes void. */
export function rescheduleAppointment(
  state: CaseState,
  command: CommandOf<'RescheduleAppointment'>,
  context: CaseContext,
): Ruling {
  const early = awaitsVisit(state) ? null : unlessStage(state, 'RescheduleAppointment', 'appointment', 'visit');
  const wrong = early ?? refuseSlot(state, command, context);
  if (wrong !== null) return wrong;
  if (state.appointment === null) return refuse('no-appointment');
  const revision = state.appointmentRevision;
  return accept({ type: 'AppointmentMoved', revision, reason: command.reason }, ...proposal(state, command, context));
}

/** The customer's word makes the appointment firm, and sets the reminder of the day before (S1p). */
export function confirmAppointment(
  state: CaseState,
  command: CommandOf<'ConfirmAppointment'>,
  context: CaseContext,
): Ruling {
  const { appointment } = state;
  if (visitIsAgreed(state) && appointment?.status === 'confirmed') return refuse('already-confirmed');
  const wrong = unlessStage(state, 'ConfirmAppointment', 'appointment');
  if (wrong !== null) return wrong;
  if (appointment === null) return refuse('no-appointment');
  const { revision, startMs } = appointment;
  if (command.revision !== null && command.revision !== revision) {
    return refuse('appointment-superseded', '/revision', { revision: command.revision, current: revision });
  }
  if (appointment.status === 'reserving') return refuse('slot-being-reserved');
  if (startMs <= saidAtMs(command, context)) return refuse('appointment-in-past', '', { notice: 'a time to come' });
  return accept(confirmation(appointment, context));
}

/** What became of the reservation; one of a revision that no longer stands changes nothing. */
export function recordSlot(
  state: CaseState,
  command: Extract<EngineCommand, { type: 'RecordSlot' }>,
  context: CaseContext,
): Ruling {
  const { appointment } = state;
  if (appointment === null || appointment.revision !== command.revision || appointment.status !== 'reserving') {
    return accept();
  }
  const { revision, startMs, endMs } = appointment;
  if (command.outcome === 'taken') return accept({ type: 'SlotTaken', revision, startMs, endMs });
  return accept(appointment.agreed ? confirmation(appointment, context) : { type: 'SlotReserved', revision });
}

/** The time of those who book theirs is to be kept first; where nobody does, a partner's desk, it stands at once. */
function proposal(
  state: CaseState,
  { startMs, endMs, agreed }: Slot & { readonly agreed?: true | null },
  context: CaseContext,
): readonly CaseFact[] {
  const revision = state.appointmentRevision + 1;
  const going = whoGoes(state, context);
  const heldIds = going.filter(({ books = true }) => books).map(({ id }) => id);
  const alone = going.length === 1 && heldIds.length === 1;
  const proposed: CaseFact = {
    startMs,
    endMs,
    ...(agreed ? { agreed } : {}),
    ...(alone ? {} : { heldIds }),
    type: 'AppointmentProposed',
    revision,
  };
  if (heldIds.length > 0) return [proposed];
  return [proposed, agreed ? confirmation({ revision, startMs, endMs }, context) : { type: 'SlotReserved', revision }];
}

function whoGoes({ technicianId, crewIds = [] }: CaseState, { policy }: CaseContext): readonly Person[] {
  const ids = technicianId === null ? crewIds : [technicianId, ...crewIds];
  return policy.people.filter(({ id }) => ids.includes(id)).sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

function confirmation(
  { revision, startMs, endMs }: Slot & { readonly revision: number },
  context: CaseContext,
): CaseFact {
  return { type: 'AppointmentConfirmed', revision, startMs, endMs, remindAtMs: remindAt(startMs, context) };
}

function remindAt(startMs: number, { policy, calendars, nowMs }: CaseContext): number | null {
  const { daysBefore, atMinuteOfDay } = policy.appointment.reminder;
  const atMs = atLocalTime(calendars, startMs, -daysBefore, atMinuteOfDay);
  return atMs > nowMs && atMs < startMs ? atMs : null;
}

function refuseSlot(state: CaseState, command: Slot & CommandEnvelope, context: CaseContext): Ruling | null {
  const { startMs, endMs } = command;
  const { policy, calendars } = context;
  const nowMs = saidAtMs(command, context);
  const { hours, minNoticeMs, maxAheadMs, maxLengthMs } = policy.appointment;
  const lengthMs = endMs - startMs;
  if (lengthMs <= 0 || lengthMs > maxLengthMs) {
    return refuse('appointment-length', '/endMs', { longest: `${maxLengthMs / HOUR_MS} h` });
  }
  if (startMs < nowMs + minNoticeMs) {
    return refuse('appointment-in-past', '/startMs', { notice: `${minNoticeMs / HOUR_MS} h` });
  }
  if (startMs > nowMs + maxAheadMs) {
    return refuse('appointment-too-far', '/startMs', { ahead: `${Math.floor(maxAheadMs / (24 * HOUR_MS))} days` });
  }
  const visiting = elapsed(calendars.spans[hours] ?? [], startMs, endMs);
  if (visiting !== lengthMs) return refuse('appointment-outside-hours', '/startMs');
  return offDuty(state, command, context);
}

function offDuty(state: CaseState, slot: Slot, context: CaseContext): Ruling | null {
  const { policy, calendars } = context;
  const off = whoGoes(state, context).filter((person) => isOffDuty(policy, person, slot, calendars));
  if (off.length === 0) return null;
  return refuse('technician-off-duty', '/startMs', { value: off.map(({ id }) => id).join(', ') });
}

/** What was agreed in time is in time, however late it is written down. */
function saidAtMs({ effectiveAtMs }: CommandEnvelope, { nowMs }: CaseContext): number {
  return effectiveAtMs ?? nowMs;
}
