import { describe, expect, test } from 'vitest';
import type { CaseView } from '../../../domain/case/view.ts';
import { dayClaim } from '../../../domain/day/claim.ts';
import { historyOf, vaultIdsOf } from '../../../domain/day/history.ts';
import { actsOf, goesTo, standingOf, visitsOn } from '../../../domain/day/visits.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import { event, view } from '../../database/fixtures.ts';
import { at, file, LEAD, repairAt } from '../../support/repair.ts';

const DAY = [at('03-11 00:00'), at('03-12 00:00')] as const;
const visit = (caseId: string, from: string, over: Partial<CaseView> = {}): CaseView =>
  view({
    caseId,
    technicianId: 'tech-1',
    stage: 'visit',
    appointment: { revision: 1, startMs: at(from), endMs: at(from) + HOUR_MS, status: 'confirmed', remindAtMs: null },
    ...over,
  });
const on = (...views: CaseView[]) => visitsOn(views, 'tech-1', DAY).map(({ caseId }) => caseId);

describe('the visits of a day', () => {
  test('come in their order, those of the crew too, and not those of others', () => {
    const late = visit('late', '03-11 15:00');
    const along = visit('along', '03-11 08:30', { technicianId: 'tech-2', crewIds: ['tech-1'] });
    expect(on(late, along, visit('theirs', '03-11 09:00', { technicianId: 'tech-2' }))).toEqual(['along', 'late']);
    expect(goesTo('tech-1', along)).toBe(true);
  });

  test('are of that local day, done ones too', () => {
    const done = visit('done', '03-11 09:00', { stage: 'closed', closedAtMs: at('03-11 12:00') });
    expect(on(done, visit('before', '03-10 22:59'), visit('after', '03-12 00:00'))).toEqual(['before', 'done']);
    expect(on(visit('over-midnight', '03-10 23:30', { stage: 'callback' }))).toEqual(['over-midnight']);
  });

  test('begin with those that were not brought to an end', () => {
    const left = visit('left', '03-09 10:00', { stage: 'report' });
    expect(on(visit('today', '03-11 09:00'), left, visit('ended', '03-09 10:00', { stage: 'callback' }))).toEqual([
      'left',
      'today',
    ]);
  });

  test('are none without an appointment', () => {
    expect(on(view({ technicianId: 'tech-1', stage: 'appointment' }))).toEqual([]);
  });
});

describe('what may be said of a visit', () => {
  const standing = (repair: ReturnType<typeof repairAt>) => standingOf(repair.view());

  test('follows the case', () => {
    const repair = repairAt('visit');
    expect(actsOf(standing(repair))).toEqual(['depart', 'arrive', 'no-show']);
    repair.send('RecordDeparture', {}, LEAD);
    expect([standing(repair), actsOf(standing(repair))]).toEqual(['on-the-way', ['arrive', 'no-show']]);
    repair.send('RecordArrival', {}, LEAD);
    expect([standing(repair), actsOf(standing(repair))]).toEqual(['there', ['report']]);
    expect(standing(file(repair))).toBe('to-sign');
    repair.send('SignReport', { opinion: 'satisfied', noteId: null }, LEAD);
    expect([standing(repair), actsOf(standing(repair))]).toEqual(['done', []]);
  });

  test('is nothing while nobody agreed, or on hold', () => {
    expect(standingOf(view({ stage: 'appointment' }))).toBe('not-agreed');
    const hold = { reason: 'other', sinceMs: 1, untilMs: null } as const;
    expect(actsOf(standingOf(visit('held', '03-11 09:00', { hold })))).toEqual([]);
    const nextStep = { what: 'reinforce', who: 'lead', personId: null, byMs: null } as const;
    expect(standingOf(visit('few', '03-11 09:00', { stage: 'report', nextStep }))).toBe('waits-for-others');
  });
});

test('what happened before is told the latest first, with the latest of each fact', () => {
  const report = {
    cause: 'wear',
    result: 'second-visit',
    parts: [],
    labour: [],
    fee: { amountMinor: 0, currency: 'CNY' },
  } as const;
  const history = historyOf([
    event(1, { type: 'FactsProvided', facts: { address: { vaultId: 'v_old' }, region: { value: 'south' } } } as never),
    event(2, { type: 'RemoteHelpRecorded', outcome: 'not-enough', noteId: 'v_help' }),
    event(3, { type: 'ReportFiled', ...report, noteId: 'v_report' }),
    event(4, { type: 'FactsProvided', facts: { address: { vaultId: 'v_new' } } } as never),
    event(5, { type: 'ContactRecorded', direction: 'to', channel: 'phone', outcome: 'reached', noteId: null } as never),
  ]);
  expect(history.facts).toEqual({ address: { vaultId: 'v_new' }, region: { value: 'south' } });
  expect(history.visits).toMatchObject([{ what: 'reported', cause: 'wear', result: 'second-visit' }]);
  expect(history.notes.map(({ noteId }) => noteId)).toEqual(['v_help']);
  expect(vaultIdsOf(history)).toEqual(['v_new', 'v_report', 'v_help']);
});

test('a link opens as long as what happened on its day may be told', () => {
  const who = { organisationId: 'northwind', personId: 'tech-1', on: '2026-03-11' };
  expect(dayClaim(who, DAY, 72 * HOUR_MS)).toEqual({ ...who, expiresAtMs: at('03-15 00:00') });
  expect(dayClaim(who, DAY, 72 * HOUR_MS + 1).expiresAtMs).toBe(at('03-15 01:00'));
});
