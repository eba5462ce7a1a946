import { describe, expect, test } from 'vitest';
import { marksIn } from '../../../domain/classification/marks.ts';

const LISTS = {
  danger: ['冒烟', '漏电', 'rök', 'brand', 'smok*', 'electric shock'],
  refund: ['退款', 'pengarna tillbaka', 'refund*'],
};
const marks = (...texts: string[]) => marksIn(texts, LISTS);

describe('words in what customers write', () => {
  test.each([
    ['插上电源就冒烟了', ['danger']],
    ['机器漏电，我要退款！', ['danger', 'refund']],
    ['Det kommer rök ur kupan', ['danger']],
    ['Jag vill ha pengarna tillbaka', ['refund']],
    ['It was SMOKING all night', ['danger']],
    ['I got an electric shock.', ['danger']],
    ['ＳＭＯＫＥ came out', ['danger']],
    ['灯brand坏了', ['danger']],
    ['屏幕不亮', []],
    ['', []],
  ])('%s has the marks %j', (text, expected) => {
    expect(marks(text)).toEqual(expected);
  });

  test('are whole words where a language has spaces', () => {
    expect(marks('a brandy glass', 'rökelse', 'non-refundable')).toEqual(['refund']);
    expect(marks('brandy', 'efterbrand', 'electric shocks')).toEqual([]);
  });

  test('are found however an accent is put together', () => {
    expect(marks('ro\u0308k')).toEqual(['danger']);
  });

  test('may stand in any of several texts, and count once', () => {
    expect(marks('refund', 'refund please', '漏电')).toEqual(['danger', 'refund']);
  });
});
