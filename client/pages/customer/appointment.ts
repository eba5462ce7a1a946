import { type Standing, standingOf } from '../../../domain/link/standing.ts';
import type { Span } from '../../../domain/shared/time.ts';
import { byLink, type CustomerPage, type Visitor } from './page.ts';

const LOOKS_AGAIN_SECONDS = 3;

/** The customer confirms the visit or takes another time; only times that are free are offered, and taken. */
export const APPOINTMENT: CustomerPage = {
  show: async (visitor, again) => {
    const { view, claim, deps, speech, document } = visitor;
    const { appointment } = view;
    const standing = standingOf(claim, view, deps.nowMs());
    const isOpen = standing === 'open' && appointment !== null;
    return {
      template: 'appointment',
      values: {
        says: sayingOf(visitor, standing),
        canConfirm: isOpen && appointment.status === 'proposed',
        canMove: isOpen,
        when: appointment === null ? '' : speech.span([appointment.startMs, appointment.endMs]),
        who: document.people[view.technicianId ?? '']?.name ?? '',
        days: isOpen ? daysOf(visitor, await deps.aftercare.freeTimes(visitor)) : [],
        fault: again?.faults.start ?? '',
      },
      ...(standing === 'waiting' ? { againSeconds: LOOKS_AGAIN_SECONDS } : {}),
    };
  },

  act: async (visitor, form) => {
    const { claim, view, deps, words } = visitor;
    const { organisationId, caseId } = claim;
    if (standingOf(claim, view, deps.nowMs()) !== 'open') return { said: 'over' };
    if (form.text('do') === 'confirm') {
      const body = { revision: Number(claim.subject) };
      await deps.aftercare.confirmAppointment(organisationId, caseId, body, byLink(visitor, 'confirm'));
      return { said: 'thanks' };
    }
    const free = await deps.aftercare.freeTimes(visitor);
    const slot = free.find(([startMs]) => String(startMs) === form.text('start'));
    if (slot === undefined) {
      const fault = form.text('start') === '' ? words.choose : words.appointment.taken;
      return { again: { faults: { start: fault }, given: {} } };
    }
    const body = { start: slot[0], end: slot[1], reason: 'customer-request', agreed: true };
    await deps.aftercare.rescheduleAppointment(organisationId, caseId, body, byLink(visitor, 'move'));
    return { said: 'thanks' };
  },
};

/** What holds now, also when the link does nothing about it any more. */
function sayingOf({ view, claim, words }: Visitor, standing: Standing): string {
  const { appointment, departed } = view;
  const w = words.appointment;
  if (standing === 'waiting') return w.waiting;
  if (appointment === null) return w.unplanned;
  if (departed) return words.status.departed;
  if (String(appointment.revision) !== claim.subject) return w.replaced;
  return appointment.status === 'confirmed' ? w.confirmed : w.proposed;
}

function daysOf({ speech }: Visitor, free: readonly Span[]) {
  const days = new Map<string, { value: string; label: string }[]>();
  for (const [startMs, endMs] of free) {
    const day = speech.day(startMs);
    const slots = days.get(day) ?? [];
    slots.push({ value: String(startMs), label: `${speech.clock(startMs)} – ${speech.clock(endMs)}` });
    days.set(day, slots);
  }
  return [...days].map(([day, slots]) => ({ day, slots }));
}
