import type { FactOf, ScoreCard } from '../../domain/case/events.ts';
import type { Names } from './people.ts';

/** Who may be sent, the first first, and what stands against each of the others. */
export function rankingText({ scores, crew = [] }: FactOf<'TechniciansRanked'>, names: Names): string {
  const along = crew.length === 0 ? '' : `; to go along: ${cardsText(crew, names)}`;
  return `ranked ${scores.length} technicians; fitting: ${cardsText(scores, names)}${along}`;
}

/** `Wu Jing (wished for), Li Na; not Max Holm (region, capacity)`. */
function cardsText(cards: readonly ScoreCard[], names: Names): string {
  const fitting = cards
    .filter(({ fits }) => fits)
    .map(({ personId, preferred }) => `${names(personId)}${preferred ? ' (wished for)' : ''}`);
  const others = cards
    .filter(({ fits }) => !fits)
    .map(({ personId, lacks }) => `${names(personId)} (${lacks.join(', ')})`);
  return `${fitting.join(', ') || 'nobody'}${others.length === 0 ? '' : `; not ${others.join(', ')}`}`;
}
