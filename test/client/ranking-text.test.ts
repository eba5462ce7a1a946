import { expect, test } from 'vitest';
import { rankingText } from '../../client/cli/ranking-text.ts';
import type { ScoreCard } from '../../domain/case/events.ts';

const card = (personId: string, more: Partial<ScoreCard> = {}): ScoreCard => ({
  personId,
  fits: true,
  lacks: [],
  openCases: 0,
  ...more,
});
const unfit = (personId: string, ...lacks: ScoreCard['lacks']) => card(personId, { fits: false, lacks });
const text = (scores: readonly ScoreCard[], crew?: readonly ScoreCard[]) =>
  rankingText({ type: 'TechniciansRanked', scores, ...(crew === undefined ? {} : { crew }) }, (id) => id);

test('people read who may be sent, and what stands against the others', () => {
  expect(text([card('li', { preferred: true }), card('wu'), unfit('reed', 'region', 'off-duty')])).toBe(
    'ranked 3 technicians; fitting: li (wished for), wu; not reed (region, off-duty)',
  );
  expect(text([unfit('reed', 'capacity')])).toBe('ranked 1 technicians; fitting: nobody; not reed (capacity)');
});

test('and who may go along', () => {
  expect(text([card('wu')], [card('m-1'), unfit('m-2', 'excluded')])).toBe(
    'ranked 1 technicians; fitting: wu; to go along: m-1; not m-2 (excluded)',
  );
});
