import { describe, expect, test } from 'vitest';
import { localDate } from '../../../domain/calendar/local-day.ts';
import { dayNumber } from '../../../domain/shared/civil-date.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { DESK, DEVICE_MAKER, repairAt } from '../../support/repair.ts';

const { followUp } = DEVICE_MAKER.pinned;
const DAYS = followUp.days.map(({ day }) => day);

function asked(repair = repairAt('follow-up')): CoreCase {
  while (repair.open().stage.name === 'follow-up' && repair.view().nextStep?.what !== 'answer-follow-up') {
    repair.until(repair.due()!.atMs);
  }
  return repair;
}

/** Answers every question so, until there is none. */
function answeredAll(answer: 'fine' | 'question'): CoreCase {
  const repair = asked();
  for (const day of DAYS) asked(repair.send('AnswerFollowUp', { day, answer, noteId: null }));
  return repair;
}

describe('follow-ups', () => {
  test('come on the policy’s days after the signed report, then the case is complete', () => {
    const repair = answeredAll('fine');
    const { calendars } = repair.context();
    const served = dayNumber(localDate(calendars, repair.of('ReportSigned')[0]!.atMs))!;
    const days = repair.of('FollowUpAsked').map(({ atMs }) => dayNumber(localDate(calendars, atMs))! - served);
    expect(days).toEqual(DAYS);
    expect(repair.view()).toMatchObject({ stage: 'closed', outcome: 'completed' });
  });

  test('that nobody answers are given up after the policy’s time, and the case ends all the same', () => {
    const repair = repairAt('follow-up').until(repairAt('follow-up').nowMs + 60 * DAY_MS);
    const [firstAsked, firstGivenUp] = [repair.of('FollowUpAsked')[0]!, repair.of('FollowUpUnanswered')[0]!];
    expect(firstGivenUp.atMs - firstAsked.atMs).toBe(followUp.answerWithinMs);
    expect(repair.of('FollowUpUnanswered').map(({ day }) => day)).toEqual(DAYS);
    expect(repair.view()).toMatchObject({ stage: 'closed', outcome: 'completed' });
  });

  test('take an answer only to the question that waits', () => {
    const answer = (repair: CoreCase, day: number) =>
      repair.try('AnswerFollowUp', { day, answer: 'fine', noteId: null });
    expectRefused(answer(repairAt('follow-up'), DAYS[0]!), 'unknown-follow-up', '/day');
    const first = asked();
    expectRefused(answer(first, DAYS[1]!), 'unknown-follow-up', '/day');
    expect(answer(first, DAYS[0]!)).toBeNull();
    expectRefused(answer(first, DAYS[0]!), 'unknown-follow-up', '/day');
  });

  test('with a question tell the lead and go on', () => {
    const repair = asked().send('AnswerFollowUp', { day: DAYS[0]!, answer: 'question', noteId: 'v_note' });
    expect(repair.view()).toMatchObject({ stage: 'follow-up', round: 1 });
    expect(repair.of('MessagePlanned').at(-1)?.intent).toMatchObject({
      purpose: 'follow-up-problem',
      recipient: { personId: 'lead-south' },
      params: { day: DAYS[0] },
    });
  });

  test('with a problem reopen the case where the policy says so, and only tell the lead where it does not', () => {
    const problem = { day: DAYS[0]!, answer: 'problem', noteId: null } as const;
    expect(asked().send('AnswerFollowUp', problem).view()).toMatchObject({ round: 2, stage: 'assign' });
    const policy = withRules(DEVICE_MAKER, { followUp: { ...followUp, reopenOnProblem: false } });
    const quiet = asked(repairAt('follow-up', { policy })).send('AnswerFollowUp', problem);
    expect(quiet.view()).toMatchObject({ round: 1, stage: 'follow-up' });
    expect(quiet.of('MessagePlanned').at(-1)?.intent.purpose).toBe('follow-up-problem');
  });

  test('wait for a hold to end', () => {
    const held = repairAt('follow-up');
    const untilMs = held.nowMs + 2 * DAY_MS;
    held.send('HoldCase', { reason: 'customer-away', untilMs }, DESK).until(untilMs);
    expect(held.of('FollowUpAsked').map(({ atMs }) => atMs)).toEqual([untilMs]);
  });
});
