import { expect, test } from 'vitest';
import type { CommandBodies } from '../../../domain/case/commands.ts';
import type { CallbackRules } from '../../../domain/policy/pinned-afterwards.ts';
import type { CoreCase } from '../../support/core-case.ts';
import { withRules } from '../../support/policy-variants.ts';
import { expectRefused } from '../../support/refusing.ts';
import { askCallback, DESK, DEVICE_MAKER, repairAt } from '../../support/repair.ts';

const { callback, notices } = DEVICE_MAKER.pinned;
const plain = { hours: 'any', emergency: 'same', class: 'normal', when: {} } as const;

function rounds(rules: Partial<CallbackRules>): CoreCase {
  const policy = withRules(DEVICE_MAKER, {
    callback: { ...callback, ...rules },
    notices: [
      ...notices.filter(({ on }) => !on.startsWith('callback-asked')),
      { ...plain, on: 'callback-asked', to: { kind: 'customer' }, channels: ['sms', 'email'] },
      { ...plain, on: 'callback-asked-again', to: { kind: 'customer' }, channels: ['sms', 'email'] },
      { ...plain, on: 'callback-asked-again', to: { kind: 'lead' }, channels: ['email'] },
    ],
  });
  return askCallback(repairAt('callback', { policy }));
}
const askNext = (repair: CoreCase) => repair.until(repair.due()!.atMs);
const questions = (repair: CoreCase) => repair.sent().filter((key) => key.startsWith('callback-asked'));
const call: CommandBodies['RecordContact'] = { direction: 'to', channel: 'phone', outcome: 'no-answer', noteId: null };

test('each question is put by its own way, and nobody is written to twice for one', () => {
  const repair = rounds({ times: 2, rounds: ['sms', 'phone'] });
  expect(questions(repair).map((key) => key.split('/').slice(-2).join(' '))).toEqual(['customer sms']);
  askNext(repair);
  expect(questions(repair).slice(1)).toEqual([expect.stringContaining('/lead-south/email')]);
  expect(repair.of('CallbackAsked').map(({ way }) => way)).toEqual(['sms', 'phone']);
});

test('a question by phone waits for the call, and the next one for the time after it', () => {
  const repair = rounds({ times: 2, rounds: ['phone'] });
  expect(repair.view().nextStep).toMatchObject({ what: 'call', who: 'desk' });
  expect(repair.due()).toBeNull();
  repair.send('RecordContact', { ...call, channel: 'email' }, DESK);
  expect(repair.view().nextStep?.what).toBe('call');
  repair.send('RecordContact', call, DESK);
  expect(repair.view().nextStep).toMatchObject({ what: 'rate', who: 'customer' });
  askNext(repair);
  expect(repair.of('CallbackAsked')).toHaveLength(2);
  expect(repair.view().nextStep?.what).toBe('call');
  repair.send('RecordContact', call, DESK);
  askNext(repair);
  expect(repair.of('CallbackUnanswered')).toHaveLength(1);
});

test('who is reached may be rated on the phone', () => {
  const repair = rounds({ times: 2, rounds: ['phone'] }).send('RecordContact', { ...call, outcome: 'reached' }, DESK);
  repair.send('RateService', { score: callback.scale.highest, noteId: null }, DESK);
  expect(repair.view().stage).not.toBe('callback');
});

test('a case that stays is never given up: it closes when the customer is satisfied', () => {
  const repair = rounds({ times: 1, unanswered: 'stay' });
  expect(repair.due()).toBeNull();
  expect(repair.view().nextStep).toMatchObject({ what: 'call', who: 'desk' });
  repair.send('RecordContact', call, DESK);
  expect(repair.view().nextStep?.what).toBe('call');
  expectRefused(repair.try('CloseCase', { outcome: 'answered', noteId: null }, DESK), 'not-satisfied-yet');
  const unhappy = repair.twin().send('RateService', { score: callback.reopenAtOrBelow, noteId: null });
  expect(unhappy.view().round).toBe(2);
  expect(repair.twin().try('CloseCase', { outcome: 'withdrawn', noteId: null }, DESK)).toBeNull();
  repair.send('RateService', { score: callback.reopenAtOrBelow + 1, noteId: null });
  expect(repair.view().stage).not.toBe('callback');
});
