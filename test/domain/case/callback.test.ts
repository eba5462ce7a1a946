import { describe, expect, test } from 'vitest';
import { elapsed } from '../../../domain/calendar/spans.ts';
import { expectRefused } from '../../support/refusing.ts';
import { askCallback, DEVICE_MAKER, repairAt } from '../../support/repair.ts';

const { callback } = DEVICE_MAKER.pinned;
const { lowest, highest } = callback.scale;

describe('the callback', () => {
  test('comes the policy’s working time after the signed report', () => {
    const repair = repairAt('callback');
    const signedAtMs = repair.of('ReportSigned')[0]!.atMs;
    const [asked] = askCallback(repair).of('CallbackAsked');
    const hours = repair.context().calendars.spans[callback.hours]!;
    expect(elapsed(hours, signedAtMs, asked!.atMs)).toBe(callback.afterMs);
  });

  test('is asked again at the policy’s distance, so many times, and then given up', () => {
    const repair = askCallback(repairAt('callback'));
    while (repair.open().stage.name === 'callback') repair.until(repair.due()!.atMs);
    const asked = repair.of('CallbackAsked').map(({ atMs }) => atMs);
    const hours = repair.context().calendars.spans[callback.hours]!;
    const gaps = [...asked.slice(1), repair.of('CallbackUnanswered')[0]!.atMs].map((atMs, index) =>
      elapsed(hours, asked[index]!, atMs),
    );
    expect(asked).toHaveLength(callback.times);
    expect(gaps).toEqual(asked.map(() => callback.askAgainEveryMs));
    expect(repair.view().stage).toBe('follow-up');
  });

  test('is not asked again once it is answered', () => {
    const repair = askCallback(repairAt('callback')).send('RateService', { score: highest, noteId: null });
    while (repair.open().stage.name !== 'closed') repair.until(repair.due()!.atMs);
    expect(repair.of('CallbackAsked')).toHaveLength(1);
  });

  test('can’t be answered before it is asked', () => {
    expectRefused(repairAt('callback').try('RateService', { score: highest, noteId: null }), 'not-asked-yet');
  });

  test.each([lowest - 1, highest + 1, lowest + 0.5, Number.NaN])('takes no score of %s', (score) => {
    const refusal = askCallback(repairAt('callback')).try('RateService', { score, noteId: null });
    expectRefused(refusal, 'score-out-of-scale', '/score');
    expect(refusal?.params).toEqual({ lowest, highest });
  });

  test('takes a late score while follow-ups run, and a bad one still reopens', () => {
    const repair = repairAt('follow-up').send('RateService', { score: lowest, noteId: 'v_note' });
    expect(repair.view()).toMatchObject({ round: 2, stage: callback.reopenTo });
  });

  test.each([
    ['reopens', callback.reopenAtOrBelow, 2],
    ['does not reopen', callback.reopenAtOrBelow + 1, 1],
  ])('%s the case at a score of its border', (_what, score, round) => {
    const repair = askCallback(repairAt('callback')).send('RateService', { score, noteId: null });
    expect(repair.view().round).toBe(round);
  });
});
