import { describe, expect, test } from 'vitest';
import { chooseAnswered } from '../../../domain/reply/choose.ts';
import { factsIn } from '../../../domain/reply/facts.ts';
import { consentCommandIn } from '../../../domain/reply/opt-out.ts';
import type { Question } from '../../../domain/reply/question.ts';
import { readAnswer } from '../../../domain/reply/read.ts';
import { scoreIn } from '../../../domain/reply/score.ts';
import { howItGoes, yesOrNo } from '../../../domain/reply/words.ts';
import { writtenDay } from '../../../domain/reply/written-day.ts';

const scale = { lowest: 1, highest: 5 };
const APPOINTMENT: Question = { kind: 'appointment', revision: 2 };
const RATING: Question = { kind: 'rating', round: 1, scale };
const FOLLOW_UP: Question = { kind: 'follow-up', round: 1, day: 3 };
const id = (name: string) => name;

describe('yes and no', () => {
  test.each([
    ...['Y', 'y.', ' Yes! ', 'ＹＥＳ', '1', '１', 'OK', 'ok 👍', 'Yes please', 'thanks, ok'],
    ...['好的', '好的，谢谢', '可以', '同意', '没问题', '确认。', '是的', 'Ja', 'ja tack!', 'Okej', 'Passar'],
  ])('%s is a yes', (text) => {
    expect(yesOrNo(text)).toBe('yes');
  });
  test.each([
    ...['N', 'no', 'No thanks', '2', '２。', 'No, Friday is better', 'N: not before 5'],
    ...['不行', '改期', '不行，周五吧', '不方便', 'Nej', 'nej, hellre fredag', 'annan tid'],
  ])('%s is a no', (text) => {
    expect(yesOrNo(text)).toBe('no');
  });
  test.each([
    ...['Yes, but after 3 pm', 'ok if he rings first', 'maybe', '12', '好的，但是要晚一点', 'ja, men efter tre'],
    ...['', '   ', '👍', 'now', 'nothing works', 'no-one told me', 'C-7K3M9P2QXA'],
  ])('%s is for a person to read', (text) => {
    expect(yesOrNo(text)).toBeNull();
  });
});

describe('a score', () => {
  test.each([
    ['5', 5],
    ['５', 5],
    ['5分', 5],
    ['五分', 5],
    ['  4 ', 4],
    ['4/5', 4],
    ['five', 5],
    ['Fem!', 5],
    ['5!!!', 5],
    ['2, the lens is scratched', 2],
    ['1。屏幕又花了', 1],
    ['3 poäng', 3],
    ['5 thanks', 5],
  ])('%s is %i', (text, score) => {
    expect(scoreIn(text, scale)).toBe(score);
  });
  test.each(['6', '0', '10', '-1', '5 minutes late', '4-5', '4, 5', 'LK-200', '', 'great', '2026-03-09', '5/6/2026'])(
    '%s is none',
    (text) => {
      expect(scoreIn(text, scale)).toBeNull();
    },
  );
});

test.each([
  ['all good', 'fine'],
  ['一切正常，谢谢', 'fine'],
  ['正常', 'fine'],
  ['Y', 'fine'],
  ['funkar bra', 'fine'],
  ['坏了', 'problem'],
  ['N', 'problem'],
  ['有问题', 'problem'],
  ['trasig', 'problem'],
  ['预约', 'booked'],
  ['boka tid', 'booked'],
  ['it flickers when warm', null],
])('asked how it goes, %s is %s', (text, meant) => {
  expect(howItGoes(text)).toBe(meant);
});

describe('a word about being written to', () => {
  test.each([
    ...[
      'STOP',
      'stop',
      'Stop.',
      'ｓｔｏｐ',
      'stop please',
      'Please stop',
      'QUIT',
      'revoke',
      'CANCEL',
      'End',
      'stopall',
    ],
    ...['UNSUBSCRIBE', 'opt-out', 'OPTOUT', 'stop texting me', 'please unsubscribe me', 'stop all messages now'],
  ])('%s stops in every organisation', (text) => {
    expect(consentCommandIn(text, ['en'])).toBe('stop');
  });
  test.each([
    ['退订', 'stop'],
    ['TD', 'stop'],
    ['T', 'stop'],
    ['请退订，谢谢', 'stop'],
    ['恢复订阅', 'start'],
    ['帮助', 'help'],
    ['START', 'start'],
    ['HELP', 'help'],
  ])('%s is %s where Chinese is spoken', (text, command) => {
    expect(consentCommandIn(text, ['zh-CN', 'en'])).toBe(command);
  });
  test.each([
    ['Stopp', 'stop'],
    ['Avsluta tack', 'stop'],
    ['hjälp', 'help'],
    ['starta', 'start'],
  ])('%s is %s where Swedish is spoken', (text, command) => {
    expect(consentCommandIn(text, ['sv'])).toBe(command);
  });
  test.each([
    ...["don't stop the repair", 'it would not stop beeping', 'cancel Tuesday please, come Friday', 'the end', 'T-200'],
    ...['yes', 'please help me with the printer', '停止充电了', 'Y', ''],
  ])('%s is none', (text) => {
    expect(consentCommandIn(text, ['en', 'zh-CN', 'sv'])).toBeNull();
  });
  test('one language is not another', () => {
    expect(consentCommandIn('T', ['en', 'sv'])).toBeNull();
    expect(consentCommandIn('退订', ['en'])).toBeNull();
  });
});

test.each([
  ['2025-06-01', '2025-06-01'],
  ['2025/6/1', '2025-06-01'],
  ['2025年6月1日', '2025-06-01'],
  ['1 June 2025', '2025-06-01'],
  ['1st of June, 2025', '2025-06-01'],
  ['June 1, 2025', '2025-06-01'],
  ['3 maj 2025', '2025-05-03'],
  ['1/6/2025', null],
  ['2025-02-30', null],
  ['last summer', null],
])('the day %s is %s', (text, day) => {
  expect(writtenDay(text)).toBe(day);
});

describe('facts that were asked for', () => {
  test('one alone is the whole text, unless it is a question back', () => {
    expect(factsIn(' LK-200 ', ['product-model'], id)).toEqual({ 'product-model': 'LK-200' });
    expect(factsIn('2025年6月1日', ['purchase-date'], id)).toEqual({ 'purchase-date': '2025-06-01' });
    expect(factsIn('where do I find it?', ['serial-number'], id)).toBeNull();
    expect(factsIn('I lost the receipt', ['purchase-date'], id)).toBeNull();
  });
  test('several are labelled, or one a line, or between commas, in their order', () => {
    const missing = ['product-model', 'purchase-date'] as const;
    const both = { 'product-model': 'LK-200', 'purchase-date': '2025-06-01' };
    expect(factsIn('LK-200\n2025-06-01', missing, id)).toEqual(both);
    expect(factsIn('LK-200，2025/6/1', missing, id)).toEqual(both);
    const words = (name: string) => (name === 'product-model' ? '产品型号' : '购买日期');
    expect(factsIn('购买日期：2025-06-01\n产品型号：LK-200', missing, words)).toEqual(both);
    expect(factsIn('产品型号：LK-200', missing, words)).toEqual({ 'product-model': 'LK-200' });
    expect(factsIn('it is the LK-200', missing, id)).toBeNull();
    expect(factsIn('2025-06-01, LK-200', missing, id)).toBeNull();
  });
});

describe('of several questions', () => {
  const asked = (...questions: (Question | null)[]) => questions.map((question, index) => ({ question, index }));
  const chosen = (text: string, ...questions: (Question | null)[]) => {
    const choice = chooseAnswered(text, asked(...questions), () => id);
    return choice && [choice.about.index, choice.reading];
  };

  test('a text answers the newest that it plainly answers', () => {
    expect(chosen('1', APPOINTMENT, RATING)).toEqual([0, { kind: 'confirm', revision: 2 }]);
    expect(chosen('1', RATING, APPOINTMENT)).toEqual([0, { kind: 'rate', score: 1 }]);
    expect(chosen('5', APPOINTMENT, RATING)).toEqual([1, { kind: 'rate', score: 5 }]);
    expect(chosen('Y', null, RATING, APPOINTMENT)).toEqual([2, { kind: 'confirm', revision: 2 }]);
  });

  test('what answers none belongs to the newest message', () => {
    expect(chosen('the lift is out of order', null, APPOINTMENT)).toEqual([0, null]);
    expect(chosen('hello?', RATING)).toEqual([0, null]);
    expect(chosen('Y')).toBeNull();
  });

  test('own words to "is all well?" are for a person, and no fact of a question before', () => {
    expect(chosen('it flickers', FOLLOW_UP)).toEqual([0, { kind: 'follow-up', day: 3, answer: 'question' }]);
    const facts: Question = { kind: 'facts', missing: ['product-model'] };
    expect(chosen('it flickers', facts)?.[1]).toMatchObject({ kind: 'facts' });
    expect(chosen('it flickers', APPOINTMENT, facts)).toEqual([0, null]);
  });

  test('each question is read in its own way', () => {
    const quotation: Question = { kind: 'quotation', itemId: 'quotation-1' };
    expect(readAnswer('同意', quotation, id)).toEqual({ kind: 'quotation', itemId: 'quotation-1', step: 'accepted' });
    expect(readAnswer('nej', quotation, id)).toMatchObject({ step: 'declined' });
    const yearly: Question = { kind: 'occasion', occasion: 'survey', ordinal: 1, scale };
    expect(readAnswer('5', yearly, id)).toEqual({ kind: 'occasion', occasion: 'survey', answer: null, score: 5 });
    const quarterly: Question = { kind: 'occasion', occasion: 'quarterly', ordinal: 1, scale: null };
    expect(readAnswer('正常', quarterly, id)).toMatchObject({ answer: 'fine', score: null });
    expect(readAnswer('预约', FOLLOW_UP, id)).toBeNull();
  });
});
