import { describe, expect, test } from 'vitest';
import { formatFault, relocation, timeReader } from '../../client/rehearse/log-time.ts';

const at = (text: string) => Date.parse(text);

describe('a time of a log', () => {
  test.each([
    ['yyyy/MM/dd HH:mm:ss.SSS', 'UTC', '2012/10/09 14:50:17.250', '2012-10-09T14:50:17.250Z'],
    ['dd.MM.yyyy HH:mm', 'Europe/Rome', '9.10.2012 14:50', '2012-10-09T12:50:00Z'],
    ['yyyy-MM-dd HH:mm:ss', 'Asia/Kathmandu', '2012-10-09 00:15:00', '2012-10-08T18:30:00Z'],
    ['iso', undefined, '2012-10-09T14:50:17+02:00', '2012-10-09T12:50:17Z'],
  ])('%s in %s is read', (format, zone, text, instant) => {
    expect(timeReader({ format, zone })(text)).toBe(at(instant));
  });

  test.each([
    ['yyyy/MM/dd HH:mm', '2012/02/30 10:00'],
    ['yyyy/MM/dd HH:mm', '2012/10/09 24:30'],
    ['yyyy/MM/dd HH:mm', '2012/10/09 10:61'],
    ['yyyy/MM/dd HH:mm', '2012/10/09 10:00 o’clock'],
    ['iso', '2012-10-09 10:00'],
    ['iso', '2012-10-09T10:00'],
  ])('in the form %s that is no time is none: %s', (format, text) => {
    expect(timeReader({ format, zone: 'UTC' })(text)).toBeNull();
  });

  test('follows the clocks of its zone', () => {
    const read = timeReader({ format: 'yyyy-MM-dd HH:mm', zone: 'Europe/Rome' });
    expect(read('2012-03-25 01:59')).toBe(at('2012-03-25T00:59:00Z'));
    expect(read('2012-03-25 03:00')).toBe(at('2012-03-25T01:00:00Z'));
    expect(read('2012-10-28 03:00')).toBe(at('2012-10-28T02:00:00Z'));
  });

  test('keeps its time of day where the policy works, in summer and in winter', () => {
    const move = relocation({ format: 'iso', workplace: 'Europe/Rome' }, 'Asia/Shanghai');
    expect(move(at('2012-07-02T07:00:00Z'))).toBe(at('2012-07-02T09:00:00+08:00'));
    expect(move(at('2012-12-03T08:00:00Z'))).toBe(at('2012-12-03T09:00:00+08:00'));
    expect(relocation({ format: 'iso' }, 'Asia/Shanghai')(at('2012-07-02T07:00:00Z'))).toBe(at('2012-07-02T07:00:00Z'));
  });
});

test('a format that leaves something out is a fault, and one without a zone', () => {
  expect(formatFault('yyyy-MM-dd', 'UTC')).toContain('HH, mm');
  expect(formatFault('yyyy-MM-dd HH:mm', null)).toContain('zone');
  expect(formatFault('iso', null)).toBeNull();
});
