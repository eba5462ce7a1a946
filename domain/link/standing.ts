import type { CaseView } from '../case/view.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { LinkClaim } from './claim.ts';
import { awaitsSignature } from './subject.ts';

/**
 * What a link still does. `open`: what it was made for can be done. `waiting`: we are at it. `done`: that has happened.
 * `over`: the case has gone on without it.
 */
export type Standing = 'open' | 'waiting' | 'done' | 'over';

/** Where a case stands towards a link; what the customer has said by this very link is not in it. */
export function standingOf(
  { purpose, subject }: Pick<LinkClaim, 'purpose' | 'subject'>,
  view: CaseView,
  nowMs: number,
): Standing {
  switch (purpose) {
    case 'status':
    case 'opt-out':
      return 'open';
    case 'appointment':
      return ofAppointment(Number(subject), view, nowMs);
    case 'facts':
      if (view.stage === 'closed' || String(view.round) !== subject) return 'over';
      return view.missingFacts.length > 0 ? 'open' : 'done';
    case 'quotation': {
      const step = view.items?.find(({ id, is }) => id === subject && is === 'quotation')?.step;
      if (step === 'sent' && view.stage !== 'closed') return 'open';
      return step === 'accepted' || step === 'paid' || step === 'declined' ? 'done' : 'over';
    }
    case 'sign':
      if (String(view.round) !== subject) return 'over';
      return awaitsSignature(view) ? 'open' : 'done';
    case 'rate':
      // A late one still counts while follow-ups run (`stages/callback.ts`).
      return String(view.round) === subject && (view.stage === 'callback' || view.stage === 'follow-up')
        ? 'open'
        : 'over';
    case 'follow-up':
      return subject.startsWith(`${view.round}-`) && view.nextStep?.what === 'answer-follow-up' ? 'open' : 'over';
    default:
      return assertNever(purpose);
  }
}

/** A link of a revision that another took the place of does nothing any more, but shows what holds now. */
function ofAppointment(
  revision: number,
  { stage, appointment, appointmentRevision, hold, departed }: CaseView,
  nowMs: number,
): Standing {
  if (stage === 'closed') return 'over';
  if (appointmentRevision !== revision || appointment === null)
    return appointment?.status === 'reserving' ? 'waiting' : 'over';
  if (appointment.status === 'reserving') return 'waiting';
  if (hold !== null || departed || appointment.startMs <= nowMs) return 'over';
  return stage === 'appointment' || stage === 'visit' ? 'open' : 'over';
}
