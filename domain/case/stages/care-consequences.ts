import { localDate } from '../../calendar/local-day.ts';
import { matches } from '../../policy/match.ts';
import type { CaseContext } from '../context.ts';
import type { CaseEvent, CaseFact, FactOf } from '../events.ts';
import { openersOf } from '../items/consequences.ts';
import type { CaseState } from '../state.ts';
import { traitsOf } from '../traits.ts';
import { closeOrWait } from './gate.ts';

/** What follows in long-term care; and the care that another case's step begins. */
export function careConsequences(event: CaseEvent, state: CaseState, context: CaseContext): readonly CaseFact[] {
  const { care } = context.policy;
  if (care === undefined || state.stage.name === 'closed') return [];
  switch (event.type) {
    case 'StageEntered':
      return event.stage === 'care' ? [{ type: 'CareBegan', on: localDate(context.calendars, event.atMs) }] : [];
    case 'OccasionDue': {
      const kind = care.occasions.find(({ name }) => name === event.occasion)?.kind;
      return kind === undefined ? [] : [asked(kind, `${event.occasion}.due`, event.ordinal)];
    }
    case 'OccasionAnswered':
      return answerOpens(event, context);
    case 'CareEnded':
      return [closeOrWait('completed', state, context)];
    default:
      return state.kind === 'care' ? [] : begunBy(event, state, context);
  }
}

/** What is told goes along: a problem is described to whoever takes it up. */
function answerOpens(event: FactOf<'OccasionAnswered'>, { policy }: CaseContext): readonly CaseFact[] {
  const { occasion, ordinal, problem, noteId } = event;
  const answer = problem ? 'problem' : event.answer;
  const kind = answer === null || answer === 'fine' ? undefined : policy.care?.cases[answer];
  return kind === undefined ? [] : [asked(kind, `${occasion}.${answer}`, ordinal, noteId)];
}

function begunBy(event: CaseEvent, state: CaseState, { policy }: CaseContext): readonly CaseFact[] {
  const occasions = openersOf(event);
  const row = policy.care?.opens.find(({ on, when }) => occasions.includes(on) && matches(when, traitsOf(state)));
  return row === undefined ? [] : [asked('care', row.on, event.seq)];
}

function asked(
  kind: FactOf<'LinkedCaseAsked'>['kind'],
  because: string,
  ordinal: number,
  noteId: FactOf<'LinkedCaseAsked'>['noteId'] = null,
): CaseFact {
  return { type: 'LinkedCaseAsked', kind, because, ordinal, noteId };
}
