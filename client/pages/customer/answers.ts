import { FOLLOW_UP_ANSWERS } from '../../../domain/case/commands.ts';
import { standingOf } from '../../../domain/link/standing.ts';
import { byLink, type CustomerPage, noteIn, type Visitor } from './page.ts';

/** The customer rates the service, once. */
export const RATE: CustomerPage = {
  show: async (visitor, again) => {
    const { lowest, highest } = visitor.document.pinned.callback.scale;
    const { best, worst } = visitor.words.rate;
    const hints: Readonly<Record<number, string>> = { [highest]: ` · ${best}`, [lowest]: ` · ${worst}` };
    const choices = Array.from({ length: highest - lowest + 1 }, (_, i) => highest - i).map((score) => ({
      value: String(score),
      label: `${score}${hints[score] ?? ''}`,
    }));
    return question(visitor, choices, again?.faults.form);
  },
  act: async (visitor, form) => {
    const { claim, deps } = visitor;
    if (await isOver(visitor)) return { said: 'over' };
    const score = form.text('answer');
    if (!/^\d+$/.test(score)) return unanswered(visitor, form.text('note'));
    const body = { score: Number(score), note: noteIn(form) };
    await deps.aftercare.rateService(claim.organisationId, claim.caseId, body, byLink(visitor));
    return { said: 'thanks' };
  },
};

/** The customer says how it is, once. */
export const FOLLOW_UP: CustomerPage = {
  show: async (visitor, again) => {
    const { answers } = visitor.words['follow-up'];
    const choices = FOLLOW_UP_ANSWERS.map((value) => ({ value, label: answers[value] }));
    return question(visitor, choices, again?.faults.form);
  },
  act: async (visitor, form) => {
    const { claim, deps } = visitor;
    if (await isOver(visitor)) return { said: 'over' };
    const answer = FOLLOW_UP_ANSWERS.find((one) => one === form.text('answer'));
    if (answer === undefined) return unanswered(visitor, form.text('note'));
    const body = { day: Number(claim.subject.split('-')[1]), answer, note: noteIn(form) };
    await deps.aftercare.answerFollowUp(claim.organisationId, claim.caseId, body, byLink(visitor));
    return { said: 'thanks' };
  },
};

async function question(
  visitor: Visitor,
  choices: readonly { readonly value: string; readonly label: string }[],
  fault = '',
) {
  const { legend, over } = visitor.words[visitor.claim.purpose === 'rate' ? 'rate' : 'follow-up'];
  return { template: 'question', values: { over: (await isOver(visitor)) ? over : '', legend, choices, fault } };
}

/** The case has gone on, or this very link has been answered by. */
async function isOver(visitor: Visitor): Promise<boolean> {
  const { claim, view, deps } = visitor;
  return standingOf(claim, view, deps.nowMs()) !== 'open' || (await deps.aftercare.isUsed(visitor));
}

function unanswered({ words }: Visitor, note: string) {
  return { again: { faults: { form: words.choose }, given: { note } } };
}
