import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayClaimIn, isSignedDay } from '../../../database/day-links.ts';
import { claimIn, isSigned } from '../../../database/links.ts';
import { findOrganisation } from '../../../database/organisations.ts';
import { ORGANISATION } from '../../database/fixtures.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

const publicUrl = 'https://service.example.com';
const AT = { startMs: Date.UTC(2026, 2, 5, 1), endMs: Date.UTC(2026, 2, 5, 3), revision: 2 };
const PROPOSED = { purpose: 'appointment-proposed', appointmentRevision: 2, params: AT } as const;

const tokensIn = (text: string) =>
  [...text.matchAll(/https:\/\/service\.example\.com\/l\/(\S+)/g)].map(([, token]) => token!);

test('a customer’s text leads to one thing of one case, signed under the organisation’s key', async () => {
  const message = await office.plan(PROPOSED, { appointmentRevision: 2, technicianId: 'tech-4' });
  expect(await message.attempt(undefined, { publicUrl })).toEqual({ state: 'sent' });
  const [text] = await message.texts();
  const [token, ...others] = tokensIn(text!.body);
  expect(others).toEqual([]);
  expect(claimIn(token!)).toMatchObject({ caseId: message.caseId, purpose: 'appointment', subject: '2' });
  expect(isSigned((await findOrganisation(office.pool, ORGANISATION))!, token!)).toBe(true);
});

test('a text with a link that may have been sent is found by it, and not sent again', async () => {
  const message = await office.plan(PROPOSED, { appointmentRevision: 2 });
  office.sandbox.script(['accept-then-500']);
  expect(await message.attempt(undefined, { publicUrl })).toMatchObject({ later: 'unconfirmed' });
  expect(await message.attempt(undefined, { publicUrl })).toEqual({ state: 'sent' });
  expect(await message.texts()).toHaveLength(1);
});

test('a mail that asks how it was leads to its answer and to having no more of them', async () => {
  const asked = { purpose: 'callback-asked', channel: 'email', params: { lowest: 1, highest: 5, ordinal: 1 } } as const;
  const message = await office.plan(asked, { stage: 'callback' });
  const mail = 'Subject: How was it?\n\n{{ case.id }}\n{{ links.rate }}\n{{ links.optOut }}\n{{ links.facts }}';
  const document = { ...office.document, templates: { en: { 'callback-asked.customer.email': mail } } };
  expect(await message.attempt(undefined, { publicUrl, policies: async () => document })).toEqual({ state: 'sent' });
  const purposes = tokensIn((await message.mails())[0]!.text!).map((token) => claimIn(token)?.purpose);
  expect(purposes).toEqual(['rate', 'opt-out']);
});

test('where nobody outside reaches us, a text has no link and no words for one', async () => {
  const message = await office.plan(PROPOSED, { appointmentRevision: 2 });
  expect(await message.attempt()).toEqual({ state: 'sent' });
  expect((await message.texts())[0]!.body).not.toMatch(/http|或改期：|Or here/);
});

test('whoever goes to a visit is led to their page of that day, and nobody else', async () => {
  const staff = { kind: 'staff', personId: 'tech-4' } as const;
  const confirmed = { purpose: 'appointment-confirmed', recipient: staff, appointmentRevision: 2, params: AT } as const;
  const appointment = { ...AT, status: 'confirmed', remindAtMs: null } as const;
  const message = await office.plan(confirmed, { appointmentRevision: 2, appointment, technicianId: 'tech-4' });
  expect(await message.attempt(undefined, { publicUrl })).toEqual({ state: 'sent' });
  const [, token = ''] = /https:\/\/service\.example\.com\/day\/(\S+)/.exec((await message.texts())[0]!.body) ?? [];
  expect(dayClaimIn(token)).toMatchObject({ organisationId: ORGANISATION, personId: 'tech-4', on: '2026-03-05' });
  expect(isSignedDay((await findOrganisation(office.pool, ORGANISATION))!, token)).toBe(true);

  const other = await office.plan(confirmed, { appointmentRevision: 2, appointment, technicianId: 'tech-1' });
  expect(await other.attempt(undefined, { publicUrl })).toEqual({ state: 'sent' });
  expect((await other.texts())[0]!.body).not.toContain('/day/');
});
