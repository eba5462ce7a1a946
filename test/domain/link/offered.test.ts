import { expect, test } from 'vitest';
import { offeredLinks } from '../../../domain/link/offered.ts';
import type { MessageIntent } from '../../../domain/notice/intent.ts';
import type { MessagePurpose } from '../../../domain/policy/consent-words.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { intent, OPENED_AT_MS, view } from '../../database/fixtures.ts';

const QUOTATION = {
  name: 'repair-quote',
  is: 'quotation',
  step: 'sent',
  ownerId: null,
  openedAtMs: 0,
  next: null,
} as const;

/** The links of a message as `purpose:subject`. */
function offered(
  over: Partial<MessageIntent>,
  viewOver: Parameters<typeof view>[0] = {},
  meant: MessagePurpose = 'service',
) {
  return offeredLinks(intent(over), view(viewOver), meant, OPENED_AT_MS).map(
    ({ purpose, subject }) => `${purpose}:${subject}`,
  );
}

test('every message shows the way to the state of the case, in its round', () => {
  expect(offered({}, { round: 2 })).toEqual(['status:2']);
});

test('a message about an appointment leads to that revision of it', () => {
  expect(offered({ purpose: 'appointment-proposed', appointmentRevision: 3 })).toEqual(['appointment:3', 'status:1']);
});

test('what is missing can be said as long as anything is', () => {
  expect(offered({ purpose: 'case-opened' }, { missingFacts: ['address'] })).toEqual(['facts:1', 'status:1']);
});

test('a quotation is answered while it waits, and no other item is', () => {
  const told = { purpose: 'repair-quote.sent', params: { itemId: 'repair-quote-2' } } as const;
  const items = [
    { ...QUOTATION, id: 'repair-quote-1' },
    { ...QUOTATION, id: 'repair-quote-2' },
  ];
  expect(offered(told, { items })).toEqual(['status:1', 'quotation:repair-quote-2']);
  expect(offered(told, { items: [items[0]!, { ...items[1]!, step: 'accepted' }] })).toEqual(['status:1']);
  expect(offered(told, { items: [items[0]!, { ...items[1]!, is: 'promise' }] })).toEqual(['status:1']);
});

test('a report is signed while it waits for that', () => {
  const nextStep = { what: 'sign', who: 'customer', personId: null, byMs: null } as const;
  expect(offered({}, { stage: 'report', nextStep })).toEqual(['status:1', 'sign:1']);
  expect(offered({}, { stage: 'report', nextStep: { ...nextStep, what: 'report' } })).toEqual(['status:1']);
});

test('a question how it was leads to its answer, and to having no more of them', () => {
  expect(offered({ purpose: 'callback-asked' }, {}, 'survey')).toEqual(['status:1', 'rate:1', 'opt-out:survey']);
  const day = { purpose: 'follow-up-asked', params: { day: 3 } } as const;
  expect(offered(day, { round: 2 }, 'care')).toEqual(['status:2', 'follow-up:2-3', 'opt-out:care']);
});

test('a link lasts for days from when its message was planned, to the whole hour', () => {
  const links = offeredLinks(intent({ purpose: 'callback-asked' }), view(), 'survey', OPENED_AT_MS + 1);
  const lasts = Object.fromEntries(links.map((link) => [link.purpose, (link.expiresAtMs - OPENED_AT_MS) / DAY_MS]));
  expect(lasts).toEqual({ status: 90 + 1 / 24, rate: 30 + 1 / 24, 'opt-out': 365 + 1 / 24 });
});
