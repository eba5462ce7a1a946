import { expect, test } from 'vitest';
import {
  type Fate,
  fateOfMail,
  fateOfRequest,
  fateOfTwilio,
  PROVIDER_CODES,
} from '../../../activities/notify/provider-codes.ts';

const said = (result: ReturnType<typeof fateOfRequest>): Fate =>
  result.kind === 'unknown' ? 'unknown' : result.retry ? 'retry' : 'final';

test.each([
  ...['10001', '20003', '20005', '20006', '20429', '21609', '21611', '30001', '30002', '30022'].map((c) => [
    c,
    'retry',
  ]),
  ...['21211', '21212', '21214', '21217', '21408', '21601', '21602', '21603', '21604', '21606'].map((c) => [
    c,
    'final',
  ]),
  ...['21607', '21608', '21610', '21612', '21614', '21617', '30003', '30004', '30005', '30006'].map((c) => [
    c,
    'final',
  ]),
  ...['30007', '30034'].map((c) => [c, 'final']),
  ...['20500', '20503', '30008'].map((c) => [c, 'unknown']),
])('Twilio %s is %s', (code, fate) => {
  const result = fateOfTwilio(400, Number(code));
  expect([result.code, said(result)]).toEqual([code, fate]);
});

test.each([
  [429, 'retry'],
  [400, 'final'],
  [404, 'final'],
  [500, 'unknown'],
  [502, 'unknown'],
  [503, 'unknown'],
  [504, 'unknown'],
  [302, 'unknown'],
])('a bare HTTP %i is %s', (status, fate) => {
  const result = fateOfTwilio(status, null);
  expect([result.code, said(result)]).toEqual([`http-${status}`, fate]);
});

test.each([
  [400, 'final'],
  [429, 'retry'],
  [500, 'unknown'],
])('a code nobody knows goes by its status %i: %s', (status, fate) => {
  expect(said(fateOfTwilio(status, 99_999))).toBe(fate);
});

test.each([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].map((c) => [c, 'retry']),
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'].map((c) => [c, 'retry']),
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'http-429'].map((c) => [c, 'retry']),
  ...['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'anything-else'].map((c) => [c, 'unknown']),
])('a request that ended in %s is %s', (code, fate) => {
  expect(said(fateOfRequest(code))).toBe(fate);
});

test.each([
  ...[421, 450, 451, 452, 455, 503, 530, 534, 535, 538].map((reply): [number, Fate] => [reply, 'retry']),
  ...[550, 551, 552, 553, 554, 571].map((reply): [number, Fate] => [reply, 'final']),
])('an SMTP %i is %s, whatever was handed over before', (reply, fate) => {
  for (const submitted of ['submitted', 'not-submitted'] as const) {
    const result = fateOfMail({ code: 'EMESSAGE', reply }, submitted);
    expect([result.code, said(result)]).toEqual([String(reply), fate]);
  }
});

test.each(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EPROTOCOL', 'ESTREAM', 'EABORT', 'something-new'])(
  '%s may be repeated until the whole mail was handed over, and then only after a look-up',
  (code) => {
    expect(said(fateOfMail({ code, reply: null }, 'not-submitted'))).toBe('retry');
    expect(said(fateOfMail({ code, reply: null }, 'submitted'))).toBe('unknown');
  },
);

test.each([
  ...['EDNS', 'ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2', 'EPROXY', 'ECONFIG', 'EMAXLIMIT'].map((c) => [
    c,
    'retry',
  ]),
  ...['EENVELOPE', 'EMESSAGE', 'EMAXRECIPIENTS'].map((c) => [c, 'final']),
])('%s without a reply is %s', (code, fate) => {
  expect(said(fateOfMail({ code, reply: null }, 'not-submitted'))).toBe(fate);
});

test('a reply that is no refusal tells nothing', () => {
  expect(said(fateOfMail({ code: 'EPROTOCOL', reply: 250 }, 'submitted'))).toBe('unknown');
});

test('every line of the table is looked at here', () => {
  const lines = Object.values(PROVIDER_CODES).map((table) => Object.keys(table).length);
  expect(lines).toEqual([35, 15, 14, 18]);
});
