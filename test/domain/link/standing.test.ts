import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../domain/case/state.ts';
import type { CaseView } from '../../../domain/case/view.ts';
import type { LinkPurpose } from '../../../domain/link/claim.ts';
import { standingOf } from '../../../domain/link/standing.ts';
import { currentSubject, type NamedLink } from '../../../domain/link/subject.ts';
import { OPENED_AT_MS, view } from '../../database/fixtures.ts';

const NOW_MS = OPENED_AT_MS;
const stands = (purpose: LinkPurpose, subject: string, over: Partial<CaseView>) =>
  standingOf({ purpose, subject }, view(over), NOW_MS);

describe('a link to an appointment', () => {
  const at = (over: Partial<Appointment> = {}, rest: Partial<CaseView> = {}): Partial<CaseView> => ({
    appointment: { revision: 2, startMs: NOW_MS + 1, endMs: NOW_MS + 9, status: 'proposed', remindAtMs: null, ...over },
    appointmentRevision: 2,
    ...rest,
  });
  test.each([
    ['that is proposed is open', '2', at(), 'open'],
    ['that is agreed is open, to move it', '2', at({ status: 'confirmed' }, { stage: 'visit' }), 'open'],
    ['that is being reserved waits', '2', at({ status: 'reserving' }), 'waiting'],
    ['that the customer has just moved waits as well', '1', at({ status: 'reserving' }), 'waiting'],
    ['that was replaced is over', '1', at(), 'over'],
    ['that has begun is over', '2', at({ startMs: NOW_MS }), 'over'],
    ['whose time was taken is over', '2', { appointment: null, appointmentRevision: 2 }, 'over'],
    ['of a case on hold is over', '2', at({}, { hold: { reason: 'other', sinceMs: 0, untilMs: null } }), 'over'],
    [
      'whose technician is on the way is over',
      '2',
      at({ status: 'confirmed' }, { stage: 'visit', departed: true }),
      'over',
    ],
    ['whose technician is there is over', '2', at({}, { stage: 'report' }), 'over'],
    ['of a closed case is over', '2', at({}, { stage: 'closed' }), 'over'],
  ] as const)('%s', (_, subject, over, standing) => expect(stands('appointment', subject, over)).toBe(standing));
});

describe('a link to a quotation', () => {
  const item = (step: string, is = 'quotation' as 'quotation' | 'task') => ({
    items: [{ id: 'q-1', name: 'q', is, step, ownerId: null, openedAtMs: 0, next: null }],
  });
  test.each([
    ['sent', 'open'],
    ['accepted', 'done'],
    ['paid', 'done'],
    ['declined', 'done'],
    ['lapsed', 'over'],
    ['dropped', 'over'],
  ] as const)('that was %s is %s', (step, standing) => expect(stands('quotation', 'q-1', item(step))).toBe(standing));

  test('of nothing that is one is over, and so is one of a closed case', () => {
    expect(stands('quotation', 'q-1', item('sent', 'task'))).toBe('over');
    expect(stands('quotation', 'q-2', item('sent'))).toBe('over');
    expect(stands('quotation', 'q-1', { ...item('sent'), stage: 'closed' })).toBe('over');
  });
});

const next = (what: string) => ({ what, who: 'customer', personId: null, byMs: null }) as const;

test.each([
  ['facts', '1', { missingFacts: ['phone'] }, 'open'],
  ['facts', '1', {}, 'done'],
  ['facts', '1', { missingFacts: ['phone'], round: 2 }, 'over'],
  ['facts', '1', { missingFacts: ['phone'], stage: 'closed' }, 'over'],
  ['sign', '1', { stage: 'report', nextStep: next('sign') }, 'open'],
  ['sign', '1', { stage: 'callback' }, 'done'],
  ['sign', '1', { stage: 'report', nextStep: next('sign'), round: 2 }, 'over'],
  ['rate', '1', { stage: 'callback' }, 'open'],
  ['rate', '1', { stage: 'follow-up' }, 'open'],
  ['rate', '1', { stage: 'callback', round: 2 }, 'over'],
  ['rate', '1', { stage: 'closed' }, 'over'],
  ['follow-up', '1-3', { stage: 'follow-up', nextStep: next('answer-follow-up') }, 'open'],
  ['follow-up', '1-3', { stage: 'follow-up', nextStep: next('ask-follow-up') }, 'over'],
  ['follow-up', '1-3', { round: 11, nextStep: next('answer-follow-up') }, 'over'],
  ['status', '1', { stage: 'closed', round: 3 }, 'open'],
  ['opt-out', 'care', { stage: 'closed' }, 'open'],
] as const)('a link for %s of %s, where the case is %j, is %s', (purpose, subject, over, standing) => {
  expect(stands(purpose, subject, over as Partial<CaseView>)).toBe(standing);
});

test('what a link would be about now', () => {
  const now = (purpose: NamedLink, over: Partial<CaseView>) => currentSubject(purpose, view(over));
  expect(now('rate', { stage: 'callback', nextStep: next('rate'), round: 2 })).toBe('2');
  expect(now('rate', { stage: 'callback', nextStep: next('ask-callback') })).toBeNull();
  expect(now('appointment', {})).toBeNull();
  expect(now('status', {})).toBe('1');
});
