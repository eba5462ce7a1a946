import { DAY_MS, MINUTE_MS } from '../../shared/time.ts';
import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import { writeDuration } from '../units.ts';

/** A question is given up before the next one is due: while it waits for an answer, no other is asked. */
export function checkLateQuestions({ followUp: { days, answerWithin } }: PolicySource): Finding[] {
  const gaps = days.slice(1).map(({ day, at }, i) => {
    const before = days[i]!;
    return { day, before: before.day, gapMs: (day - before.day) * DAY_MS + (at - before.at) * MINUTE_MS };
  });
  const [late] = gaps.filter(({ gapMs }) => gapMs > 0 && gapMs < answerWithin).sort((a, b) => a.gapMs - b.gapMs);
  if (late === undefined) return [];
  const { day, before, gapMs } = late;
  const message = `a question of day ${before} that nobody answers is given up after ${writeDuration(answerWithin)}, when that of day ${day} should have been asked: it comes late, or never; write ${writeDuration(gapMs)} or less`;
  return [{ code: 'follow-up-late', message, path: ['followUp', 'answerWithin'] }];
}
