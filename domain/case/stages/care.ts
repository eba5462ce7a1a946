import { atLocalDate, localDate } from '../../calendar/local-day.ts';
import { coveredUntil } from '../../care/covered.ts';
import { plusDays } from '../../care/falls.ts';
import { type Upcoming, upcoming } from '../../care/next.ts';
import { isWithheld } from '../../consent/withheld.ts';
import type { ConsentPurpose } from '../../policy/consent-words.ts';
import { CALLBACK_WAYS, type CallbackWay } from '../../policy/pinned-afterwards.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { refuseFacts } from '../fact-faults.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CareState, CaseState } from '../state.ts';

/** What care does by itself, and when; the case settles the earliest. */
export function careDue(
  state: CaseState,
  care: CareState,
  context: CaseContext,
): readonly { readonly atMs: number; readonly fact: CaseFact }[] {
  const resumedAtMs = state.pauses.held.at(-1)?.[1] ?? 0;
  const end = careEnd(state, care, context);
  return [
    ...care.asked.map(({ occasion, ordinal, giveUpAtMs }) => ({
      atMs: Math.max(giveUpAtMs, resumedAtMs),
      fact: { type: 'OccasionUnanswered', occasion, ordinal } as const,
    })),
    ...upcoming(state, care, context).map((one) => ({ atMs: one.atMs, fact: occasionFact(one, state, context) })),
    ...(end === null ? [] : [end]),
  ];
}

/** Care that lasts as long as the warranty ends with the day after its last. */
function careEnd(state: CaseState, { sinceMs, recalledAtMs = 0 }: CareState, context: CaseContext) {
  if (context.policy.care?.until !== 'warranty-end') return null;
  const lastDay = coveredUntil(state, context);
  if (lastDay === null) return null;
  const atMs = Math.max(
    atLocalDate(context.calendars, plusDays(lastDay, 1), 0),
    sinceMs,
    recalledAtMs,
    state.pauses.held.at(-1)?.[1] ?? 0,
  );
  return { atMs, fact: { type: 'CareEnded', because: 'warranty-end', lastDay } as const };
}

function occasionFact({ occasion, on, ordinal, atMs }: Upcoming, state: CaseState, { policy }: CaseContext): CaseFact {
  const { name, does, channelTurns, purpose = 'care' } = occasion;
  const isAsked = does === 'ask' || does === 'rate';
  return {
    type: 'OccasionDue',
    occasion: name,
    does,
    on,
    ordinal,
    ...(channelTurns === undefined ? {} : { turn: turnOf(channelTurns, ordinal, purpose, state) }),
    ...(isAsked ? { giveUpAtMs: atMs + (policy.care?.answerWithinMs ?? 0) } : {}),
  };
}

/** The channel whose turn it is, or the next by which the customer can be reached and wants to be. */
function turnOf(
  turns: readonly CallbackWay[],
  ordinal: number,
  purpose: ConsentPurpose,
  { facts, withheld }: CaseState,
): CallbackWay {
  const from = (ordinal - 1) % turns.length;
  const inOrder = [...turns.slice(from), ...turns.slice(0, from)];
  const reached = inOrder.find(
    (turn) =>
      facts[turn === 'email' ? 'email' : 'phone'] !== undefined &&
      (turn === 'phone' || !isWithheld(withheld, turn, purpose)),
  );
  return reached ?? inOrder[0] ?? CALLBACK_WAYS[0];
}

/** The customer's word to the question of an occasion (S1c, S1p, S4). */
export function answerOccasion(
  state: CaseState,
  command: CommandOf<'AnswerOccasion'>,
  { policy }: CaseContext,
): Ruling {
  const { stage } = state;
  if (stage.name !== 'care') return unlessStage(state, 'AnswerOccasion', 'care') ?? accept();
  const { occasion, answer, score, noteId } = command;
  const asked = stage.asked.find((one) => one.occasion === occasion);
  if (asked === undefined) {
    const known = stage.asked.map((one) => one.occasion).join(', ') || 'nothing';
    return refuse('not-asked', '/occasion', { value: occasion, known });
  }
  const isRated = policy.care?.occasions.find(({ name }) => name === occasion)?.does === 'rate';
  if ((score === null) === isRated || (answer === null) !== isRated) {
    return refuse('occasion-answer', isRated ? '/score' : '/answer', {
      occasion,
      wanted: isRated ? 'a score' : 'a word',
    });
  }
  const { lowest, highest } = policy.callback.scale;
  if (score !== null && (!Number.isInteger(score) || score < lowest || score > highest)) {
    return refuse('score-out-of-scale', '/score', { lowest, highest });
  }
  const low = policy.care?.lowScore;
  const isProblem = answer === 'problem' || (score !== null && low !== undefined && score <= low);
  const { ordinal } = asked;
  const problem = isProblem ? { problem: true as const } : {};
  return accept({ type: 'OccasionAnswered', occasion, ordinal, answer, score, ...problem, noteId });
}

/** The customer bought something new: questions that count from a purchase are asked anew (S1p). */
export function recordPurchase(state: CaseState, command: CommandOf<'RecordPurchase'>, context: CaseContext): Ruling {
  const wrong = unlessStage(state, 'RecordPurchase', 'care');
  if (wrong !== null) return wrong;
  const { productModel, noteId } = command;
  const on = command.on ?? localDate(context.calendars, command.effectiveAtMs ?? context.nowMs);
  const refused = refuseFacts({ 'purchase-date': { value: on } }, context);
  if (refused !== null) return { refused: { ...refused, place: '/on' } };
  return accept({ type: 'PurchaseRecorded', on, productModel, noteId });
}
