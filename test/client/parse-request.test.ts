import { describe, expect, test } from 'vitest';
import { BODY_LONGEST_BYTES } from '../../client/requests/body.ts';
import { parseRequest } from '../../client/requests/parse.ts';
import { refusalSentence } from '../../domain/case/refusals.ts';

function refusalsOf(raw: unknown, type: Parameters<typeof parseRequest>[0] = 'OpenCase') {
  const parsed = parseRequest(type, raw);
  return 'refusals' in parsed ? parsed.refusals : [];
}

function onlyFault(facts: Record<string, unknown>) {
  const refusals = refusalsOf({ channel: 'hotline', facts });
  expect(refusals).toHaveLength(1);
  return refusals[0]!;
}

function factsAfter(facts: Record<string, unknown>) {
  const parsed = parseRequest('ProvideFacts', { facts });
  return 'request' in parsed ? parsed.request.facts : parsed.refusals;
}

describe('texts', () => {
  test('are kept as typed, emoji and right-to-left included', () => {
    const text = 'Läcker 💧👩‍👩‍👧\r\nשלום 漏水 <b>{{x}}</b> \u202Eabc';
    expect(factsAfter({ 'fault-description': text })).toEqual({ 'fault-description': text });
  });

  test('are counted as people count, so 4,000 families are not too long', () => {
    expect(factsAfter({ wish: '👩‍👩‍👧'.repeat(4_000) })).toHaveProperty('wish');
    expect(onlyFault({ wish: '👩‍👩‍👧'.repeat(4_001) })).toMatchObject({
      code: 'text-too-long',
      place: '/facts/wish',
      params: { longest: 4_000 },
    });
  });

  test('with hundreds of marks on one letter are too long, though they are one character', () => {
    expect(onlyFault({ 'customer-name': `a${'\u0301'.repeat(10_000)}` }).code).toBe('text-too-long');
  });

  test.each([
    ['NUL', 'a\0b'],
    ['half a character', 'a\uD83Db'],
    ['nothing but spaces', '  '],
  ])('with %s are refused', (_, text) => {
    expect(onlyFault({ wish: text }).code).toBe('invalid-request');
  });

  test.each(['A\r\nBcc: x@y.test', 'A\nB', 'A\tB', 'A\u2028B', 'A\u0007B'])(
    'on one line take no control character: %j',
    (name) => {
      expect(onlyFault({ 'customer-name': name })).toMatchObject({
        code: 'invalid-request',
        place: '/facts/customer-name',
      });
    },
  );

  test('that are names may have 200 characters', () => {
    expect(factsAfter({ 'customer-name': '李'.repeat(200) })).toHaveProperty('customer-name');
    expect(onlyFault({ 'customer-name': '李'.repeat(201) }).params).toEqual({ longest: 200 });
  });
});

describe('phone numbers', () => {
  test.each([
    ['+86 139 0000 0000', '+8613900000000'],
    ['+46 (70) 174-06.05', '+46701740605'],
    [' +44 20 7946 0958 ', '+442079460958'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(factsAfter({ phone: typed })).toEqual({ phone: kept });
  });

  test.each([
    '139 0000 0000',
    '+８６ 139 0000 0000',
    '++8613900000000',
    '+86+13900000000',
    '+86 139 CALL ME',
    '+8613900000000;ext=5',
    '10086',
    '+999 123 456 789',
    '+1 555',
    '',
    '+86 139 0000 0000\r\n+46701740605',
  ])('%j is refused and not repeated', (typed) => {
    const { code, place, params } = onlyFault({ phone: typed });
    expect({ code, place, params }).toEqual({ code: 'impossible-phone', place: '/facts/phone', params: {} });
  });
});

describe('e-mail addresses', () => {
  test.each(['li.na@example.com', "o'hara+x@mail.example.co", 'a@xn--fsqu00a.xn--0zwm56d'])('%s is kept', (email) => {
    expect(factsAfter({ email })).toEqual({ email });
  });

  test.each([
    '"a@evil.test x"@ok.test',
    'a(comment)@ok.test',
    'a@ok.test(comment)',
    'a@ok.test\r\nBcc: b@ok.test',
    'a@ok.test, b@ok.test',
    'a..b@ok.test',
    '.a@ok.test',
    'a@localhost',
    'a@-ok.test',
    'a@ok..test',
    'a@[127.0.0.1]',
    'a b@ok.test',
    `${'a'.repeat(65)}@ok.test`,
    `a@${'b.'.repeat(130)}test`,
    'ａ@ok.test',
  ])('%j is refused', (email) => {
    expect(onlyFault({ email })).toMatchObject({ code: 'impossible-email', place: '/facts/email', params: {} });
  });
});

describe('dates and times', () => {
  test.each(['2026-02-30', '2025-02-29', '01/05/2026', '2026-13-01', '0001-01-01', '9999-01-01'])(
    '%s is no purchase date',
    (date) => {
      expect(onlyFault({ 'purchase-date': date })).toMatchObject({ code: 'impossible-date', params: { value: date } });
    },
  );

  test('a birthday is a day of any year', () => {
    expect(factsAfter({ birthday: '--02-29' })).toEqual({ birthday: '--02-29' });
    for (const birthday of ['--02-30', '1990-02-28', '02-28']) {
      expect(onlyFault({ birthday })).toMatchObject({ code: 'invalid-request', place: '/facts/birthday' });
    }
  });

  test('a zone is a place', () => {
    expect(factsAfter({ 'customer-zone': 'Europe/Stockholm' })).toEqual({ 'customer-zone': 'Europe/Stockholm' });
    expect(onlyFault({ 'customer-zone': '+08:00' })).toMatchObject({ code: 'invalid-request' });
  });

  test('the time a customer wishes is kept as the instant it is', () => {
    expect(factsAfter({ 'wished-by': '2026-05-01T09:00+08:00' })).toEqual({ 'wished-by': '2026-05-01T01:00:00.000Z' });
    expect(onlyFault({ 'wished-by': 'tomorrow' })).toMatchObject({ code: 'invalid-request' });
  });

  test('the leap day exists', () => {
    expect(factsAfter({ 'purchase-date': '2024-02-29' })).toEqual({ 'purchase-date': '2024-02-29' });
  });

  test.each([
    ['2026-05-01T09:00+08:00', Date.UTC(2026, 4, 1, 1)],
    ['2026-05-01T09:00:30.5Z', Date.UTC(2026, 4, 1, 9, 0, 30, 500)],
    [Date.UTC(2026, 4, 1), Date.UTC(2026, 4, 1)],
  ])('%j is an instant', (start, atMs) => {
    expect(parseRequest('ProposeAppointment', { start, end: start })).toMatchObject({ request: { start: atMs } });
  });

  test.each([
    '2026-05-01T09:00',
    '2026-02-30T09:00Z',
    '2026-05-01T24:00Z',
    '2026-05-01T09:60Z',
    '2026-05-01T09:00+15:00',
    '1999-12-31T23:59Z',
    '2100-01-01T00:00Z',
    'tomorrow',
    1.5,
    253_402_300_800_000,
    -1,
  ])('%j is none', (start) => {
    const refusals = refusalsOf({ start, end: 1_800_000_000_000 }, 'ProposeAppointment');
    expect(refusals.map(({ code, place }) => `${code} ${place}`)).toEqual(['invalid-request /start']);
  });
});

describe('a body', () => {
  test('of ten megabytes is refused before it is parsed', () => {
    const text = JSON.stringify({ channel: 'hotline', facts: { wish: 'x'.repeat(10_000_000) } });
    for (const raw of [text, Buffer.from(text), JSON.parse(text)]) {
      expect(refusalsOf(raw)).toEqual([{ code: 'body-too-large', place: '', params: { longest: '256 KB' } }]);
    }
  });

  test('is measured in bytes, not in characters', () => {
    expect(refusalsOf(JSON.stringify({ wish: '漏'.repeat(BODY_LONGEST_BYTES / 3) }))[0]?.code).toBe('body-too-large');
  });

  test('that is no JSON says where, without repeating it', () => {
    const [fault] = refusalsOf('{"channel": "hotline", secret@person.test}');
    expect(refusalSentence(fault!)).toMatch(/^This is not JSON: look near character \d+\.$/);
  });

  test.each([null, [], 'null', '[]', 7, '"text"'])('must be an object, not %j', (raw) => {
    expect(refusalsOf(raw)[0]).toMatchObject({ code: 'invalid-request', place: '' });
  });

  test('that is not UTF-8 or that JSON cannot hold is refused', () => {
    const round: Record<string, unknown> = {};
    round.self = round;
    expect(refusalsOf(Buffer.from([0x7b, 0xff, 0x7d]))[0]?.params).toEqual({ detail: 'Send the body as UTF-8.' });
    expect(refusalsOf(round)[0]?.code).toBe('invalid-request');
  });

  test('with an unknown fact learns what was meant', () => {
    const fault = onlyFault({ fone: '1' });
    expect(fault).toMatchObject({ code: 'unknown-fact', place: '/facts/fone' });
    expect(refusalSentence(fault)).toContain('fone (did you mean phone?)');
  });

  test('with an unknown field learns what was meant', () => {
    const [fault] = refusalsOf({ channel: 'sms', urgancy: 'normal' });
    expect(fault).toMatchObject({ code: 'invalid-request', place: '/urgancy' });
    expect(refusalSentence(fault!)).toContain('Did you mean urgency?');
  });

  test('with `__proto__` or `status` changes nothing else', () => {
    expect(refusalsOf('{"channel":"sms","__proto__":{"x":1}}')).toHaveLength(1);
    expect(refusalsOf('{"channel":"sms","status":"closed"}')).toHaveLength(1);
  });

  test('with several faults tells all of them, each with its place', () => {
    const places = refusalsOf({ channel: 'pigeon', tier: 7, facts: { phone: '1', email: '2' } }).map(
      ({ place }) => place,
    );
    expect(places.sort()).toEqual(['/channel', '/facts/email', '/facts/phone', '/tier']);
  });

  test('of a report names the line that is wrong', () => {
    const report = { cause: 'wear', result: 'solved', parts: [{ code: 'P-1', qty: 1 }] };
    expect(refusalsOf(report, 'FileReport').map(({ place }) => place)).toEqual(['/parts/0/quantity', '/parts/0/qty']);
  });
});
