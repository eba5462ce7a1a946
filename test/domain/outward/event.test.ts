import { describe, expect, test } from 'vitest';
import { outwardEvent, placeOfEvent } from '../../../domain/outward/event.ts';
import type { TELLINGS } from '../../../domain/outward/journal-names.ts';
import { OUTWARD_TYPES, unknownChoices, wants } from '../../../domain/outward/types.ts';
import { event, intent } from '../../database/fixtures.ts';

const CASE = 'C-ABCDEFGHJK';
const told = (one: ReturnType<typeof event>) =>
  outwardEvent('northwind', { from: 'journal', caseId: CASE, event: one });

test('a fact of a case is told with its place, its choices and its times, and nothing that leads into the vault', () => {
  const closed = event(7, { type: 'CaseClosed', outcome: 'completed', noteId: 'vault-1' });
  expect(told(closed)).toEqual({
    specversion: '1.0',
    id: 'C-ABCDEFGHJK:7',
    source: '/organisations/northwind',
    type: 'case.closed',
    subject: CASE,
    time: '2026-03-02T09:00:07.000Z',
    datacontenttype: 'application/json',
    data: {
      caseId: CASE,
      seq: 7,
      recordedAtMs: closed.recordedAtMs,
      by: { kind: 'engine' },
      outcome: 'completed',
    },
  });
});

test('of facts of a request only their names are told', () => {
  const facts = { phone: { vaultId: 'vault-1' }, 'product-model': { value: 'X1' } };
  expect(told(event(2, { type: 'FactsProvided', facts }))?.data).toMatchObject({ facts: ['phone', 'product-model'] });
});

test('what became of a message is told by its key: that it was sent by the message itself, all else by the case', () => {
  const message = { ...intent(), state: 'sent', code: null, atMs: Date.UTC(2026, 2, 2, 9, 5) } as const;
  const sent = outwardEvent('northwind', { from: 'messages', caseId: CASE, message });
  const failed = { ...message, state: 'undelivered', code: '30003' } as const;
  expect(outwardEvent('northwind', { from: 'messages', caseId: CASE, message: failed })).toMatchObject({
    id: `${intent().key}:undelivered`,
    type: 'message.undelivered',
    data: { messageKey: intent().key, code: '30003' },
  });
  expect(sent).toMatchObject({
    id: `${intent().key}:sent`,
    type: 'message.sent',
    time: '2026-03-02T09:05:00.000Z',
    data: { messageKey: intent().key, purpose: 'case-opened', channel: 'sms', recipient: { kind: 'customer' } },
  });
  const settled = (outcome: Parameters<typeof TELLINGS.MessageSettled>[0]['outcome']) =>
    told(event(3, { type: 'MessageSettled', key: 'k', outcome }));
  expect(settled({ state: 'sent' })).toBeNull();
  expect(settled({ state: 'refused', code: '30003' })).toMatchObject({
    type: 'message.refused',
    data: { messageKey: 'k', code: '30003' },
  });
  expect(settled({ state: 'unknown' })?.type).toBe('message.unconfirmed');
});

test('the case that another opens has a name of its own', () => {
  const opened = event(4, { type: 'LinkedCaseOpened', kind: 'repair', because: 'x', ordinal: 1, caseId: 'C-2' });
  expect(told(opened)?.data).toMatchObject({ caseId: CASE, linkedCaseId: 'C-2' });
});

test('an id says where its fact is', () => {
  expect(placeOfEvent('C-ABCDEFGHJK:7')).toEqual({ from: 'journal', caseId: CASE, seq: 7 });
  expect(placeOfEvent('report/weekly/2026-11-16/li/email:sent')).toEqual({
    from: 'messages',
    key: 'report/weekly/2026-11-16/li/email',
    state: 'sent',
  });
  for (const wrong of [
    '',
    'C-ABCDEFGHJK',
    ':7',
    'C-ABCDEFGHJK:',
    'C-ABCDEFGHJK:-1',
    'k:claimed',
    'C-ABCDEFGHJK:12345678901',
  ]) {
    expect(placeOfEvent(wrong)).toBeNull();
  }
});

describe('a choice of events', () => {
  test('names them, or all about one thing', () => {
    expect(wants(null, 'case.opened')).toBe(true);
    expect(wants(['case.*'], 'case.opened')).toBe(true);
    expect(wants(['case.opened', 'message.*'], 'case.closed')).toBe(false);
    expect(wants(['case'], 'case.opened')).toBe(false);
  });

  test('may choose nothing that there is not', () => {
    expect(unknownChoices(['case.*', 'message.sent', 'case.open', '*', 'cases.*'])).toEqual([
      'case.open',
      '*',
      'cases.*',
    ]);
  });

  test('is from names that are told apart', () => {
    expect(new Set(OUTWARD_TYPES).size).toBe(OUTWARD_TYPES.length);
    expect(OUTWARD_TYPES.filter((type) => !/^[a-z_]+\.[a-z_]+$/.test(type))).toEqual([]);
  });
});
