import type { CaseContext } from '../case/context.ts';
import { careDue } from '../case/stages/care.ts';
import type { CareState, CaseState } from '../case/state.ts';
import type { NextStep } from '../case/view.ts';

/**
 * What care waits for: the answer that is given up first, whoever is to get it; else what comes by itself. When nothing is
 * to come any more, something must be bought, or the care be closed.
 */
export function careStep(state: CaseState, care: CareState, context: CaseContext): NextStep {
  const [question] = [...care.asked].sort((a, b) => a.giveUpAtMs - b.giveUpAtMs);
  if (question !== undefined) {
    const who = question.turn === 'phone' ? 'desk' : 'customer';
    return { what: `${question.occasion}.answered`, who, personId: null, byMs: question.giveUpAtMs };
  }
  const due = careDue(state, care, context);
  const [first] = [...due].sort((a, b) => a.atMs - b.atMs);
  if (first === undefined) return { what: 'record-purchase', who: 'desk', personId: null, byMs: null };
  const { fact, atMs } = first;
  if (fact.type !== 'OccasionDue') return { what: 'end-care', who: 'engine', personId: null, byMs: atMs };
  return { what: `${fact.occasion}.due`, who: 'engine', personId: null, byMs: atMs };
}
