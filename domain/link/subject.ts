import type { CaseView } from '../case/view.ts';
import type { LinkPurpose } from './claim.ts';

/** Purposes whose link can be made of the case alone. What was asked on which day, only its message knows. */
export const NAMED_LINKS = [
  'appointment',
  'facts',
  'status',
  'quotation',
  'sign',
  'rate',
] as const satisfies LinkPurpose[];
export type NamedLink = (typeof NAMED_LINKS)[number];

/** What a link of this purpose would be about now; null when the case waits for nothing of the kind. */
export function currentSubject(purpose: NamedLink, view: CaseView): string | null {
  const round = String(view.round);
  switch (purpose) {
    case 'status':
      return round;
    case 'appointment':
      return view.appointment === null ? null : String(view.appointmentRevision);
    case 'facts':
      return view.missingFacts.length === 0 ? null : round;
    case 'quotation':
      return view.items?.find(({ is, step }) => is === 'quotation' && step === 'sent')?.id ?? null;
    case 'sign':
      return awaitsSignature(view) ? round : null;
    case 'rate':
      return view.stage === 'callback' && view.nextStep?.what !== 'ask-callback' ? round : null;
  }
}

/** A report is filed and not signed yet. */
export function awaitsSignature({ stage, nextStep }: Pick<CaseView, 'stage' | 'nextStep'>): boolean {
  return stage === 'report' && nextStep?.what === 'sign';
}
