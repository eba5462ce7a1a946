import { CARE_ANSWERS } from '../../domain/policy/care-words.ts';
import { civilDate } from '../../domain/shared/civil-date.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import type { Bodies } from './random-bodies.ts';

const NOTES = [null, 'v_note'] as const;

/** What is said to a unit in care, right or wrong. */
export const CARE_BODIES: Pick<Bodies, 'AnswerOccasion' | 'RecordPurchase'> = {
  AnswerOccasion: (pick, { policy }, state) => {
    const asked = state?.stage.name === 'care' ? state.stage.asked.map(({ occasion }) => occasion) : [];
    const occasion = pick(asked.length > 0 ? asked : ['ring'], ['score', 'no-occasion']);
    const isRated = policy.care?.occasions.find(({ name }) => name === occasion)?.does === 'rate';
    const { lowest, highest } = policy.callback.scale;
    return {
      occasion,
      answer: pick([isRated ? null : pick(CARE_ANSWERS)], ['fine', null]),
      score: pick([isRated ? pick([highest, lowest]) : null], [highest + 1, null]),
      noteId: pick(NOTES),
    };
  },
  RecordPurchase: (pick, { nowMs }) => ({
    on: pick([null, civilDate(Math.floor(nowMs / DAY_MS) - 3)], ['2031-01-01']),
    productModel: pick([null, 'A-1', 'B-7']),
    noteId: pick(NOTES),
  }),
};
