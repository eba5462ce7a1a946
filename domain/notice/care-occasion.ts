import type { CaseEvent, FactOf } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import { DAY_MS } from '../shared/time.ts';
import type { MessageIntent } from './intent.ts';
import type { Occasion } from './triggers.ts';

type CareEvent = Extract<CaseEvent, FactOf<'OccasionDue' | 'OccasionAnswered' | 'OccasionUnanswered'>>;

/** An occasion of long-term care, as people are told of it. */
export function careOccasion(event: CareEvent): Occasion | null {
  const { occasion, ordinal } = event;
  const of = (step: string, params: MessageIntent['params'] = {}): Occasion => ({
    trigger: `${occasion}.${step}`,
    revision: `n${ordinal}`,
    params: { occasion, ordinal, step, ...params },
    appointmentRevision: null,
  });
  switch (event.type) {
    case 'OccasionDue': {
      const { turn } = event;
      if (isOver(event)) return null;
      return { ...of('due', { on: event.on, ...(turn === undefined ? {} : { turn }) }), ...(turn && { way: turn }) };
    }
    case 'OccasionAnswered':
      return of(event.problem ? 'problem' : 'answered', { answer: event.answer ?? '', score: event.score ?? '' });
    case 'OccasionUnanswered':
      return of('unanswered');
  }
}

/** After an outage: a question that is given up by now, or a greeting of another day. What is to be done is done late. */
function isOver({ does, atMs, recordedAtMs, giveUpAtMs }: FactOf<'OccasionDue'> & CaseEvent): boolean {
  if (giveUpAtMs !== undefined) return recordedAtMs >= giveUpAtMs;
  return does === 'tell' && recordedAtMs >= atMs + DAY_MS;
}

/** A question is pointless once it is answered or given up; what waits for no answer stays what it is. */
export function isAnswered({ params }: MessageIntent, { stage }: CaseState, { care }: PinnedPolicy): boolean {
  if (params.step !== 'due' || stage.name !== 'care') return false;
  const does = care?.occasions.find(({ name }) => name === params.occasion)?.does;
  if (does !== 'ask' && does !== 'rate') return false;
  return !stage.asked.some(({ occasion, ordinal }) => occasion === params.occasion && ordinal === params.ordinal);
}
