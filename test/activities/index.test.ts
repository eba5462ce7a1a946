import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Activities, createActivities } from '../../activities/index.ts';
import { findArchive } from '../../database/archive.ts';
import { hashAddress } from '../../database/consents.ts';
import { caseEvents } from '../../database/events.ts';
import { findOrganisation } from '../../database/organisations.ts';
import { putVault } from '../../database/vault.ts';
import { batch, event, ORGANISATION, view } from '../database/fixtures.ts';
import { isOptedOut } from '../support/rows.ts';
import { NOON_MS, openPostOffice, PHONE, type PostOffice } from './notify/post-office.ts';

const DAY_MS = 86_400_000;
const notHere = () => Promise.reject(new Error('nothing opens a case here'));
let office: PostOffice;
let activities: Activities;
beforeAll(async () => {
  office = await openPostOffice();
  activities = createActivities({ ...office.deps, openers: { openLinkedCase: notHere, openRequestedCase: notHere } });
});
afterAll(() => office.close());

const ref = { organisationId: ORGANISATION, caseId: 'C-ABCDEFGHJK' };

test('a case is journalled, measured, given a slot, filed', async () => {
  const { cases } = activities;
  const opened = event(1, { type: 'NobodyFits' });
  await cases.commitJournal(batch({ events: [opened], view: view({ technicianId: 'tech-4' }) }));
  expect(await caseEvents(office.pool, ORGANISATION, ref.caseId)).toEqual([opened]);
  expect(await cases.measureLoad({ ...ref, caseId: 'other', personIds: ['tech-4', 'tech-1'] })).toEqual({
    'tech-4': 1,
    'tech-1': 0,
  });
  const slot = { ...ref, technicianId: 'tech-4', revision: 1, startMs: NOON_MS, endMs: NOON_MS + 1 };
  expect(await cases.reserveSlot(slot)).toBe('reserved');
  expect(await cases.reserveSlot({ ...slot, caseId: 'other' })).toBe('taken');
  await cases.releaseSlots({ ...ref, revision: 1 });
  expect(await cases.reserveSlot({ ...slot, caseId: 'other' })).toBe('reserved');
  await cases.archiveCase(ref);
  expect(await findArchive(office.pool, ORGANISATION, ref.caseId)).toMatchObject({ events: [opened] });
});

test('what a customer allows is noted for the addresses in the vault, and again without harm', async () => {
  const { pool } = office;
  const organisation = (await findOrganisation(pool, ORGANISATION))!;
  await putVault(pool, ORGANISATION, [{ id: 'v_phone', caseId: ref.caseId, content: PHONE }]);
  const note = {
    kind: 'note-consent',
    consent: 'withdrawn',
    purpose: null,
    atMs: NOON_MS,
    addresses: { sms: 'v_phone', email: 'v_erased' },
  } as const;
  const request = { batch: batch({ events: [] }), asks: [note, note] };
  expect(await activities.cases.record(request)).toEqual([]);
  expect(await isOptedOut(pool, ORGANISATION, 'sms', hashAddress(organisation, 'sms', PHONE))).toBe(true);
  await activities.cases.noteConsent({ ...ref, note: { ...note, consent: 'given', atMs: NOON_MS + 1 } });
  expect(await isOptedOut(pool, ORGANISATION, 'sms', hashAddress(organisation, 'sms', PHONE))).toBe(false);
});

test('calendars are expanded from the stored policy', async () => {
  const request = { organisationId: ORGANISATION, fromMs: NOON_MS, days: 90 };
  const { version } = office.document;
  const expanded = await activities.cases.expandCalendars({ ...request, policyVersion: version });
  expect(Object.keys(expanded.spans).sort()).toEqual(Object.keys(office.document.calendars).sort());
  expect(expanded.untilMs).toBeGreaterThan(NOON_MS + 90 * DAY_MS);
  const unknown = activities.cases.expandCalendars({ ...request, policyVersion: 'nowhere' });
  await expect(unknown).rejects.toMatchObject({ type: 'policy-not-stored' });
});

test('a message held for the night goes by the time of the attempt, on the case’s own clock', async () => {
  const message = await office.plan({ hours: 'customer-contact' });
  const input = { ...message.input, clockOffsetMs: 3 * DAY_MS };
  const night = NOON_MS - 3 * DAY_MS + 10 * 3_600_000;
  const firstTry = new MockActivityEnvironment({
    scheduledTimestampMs: night,
    currentAttemptScheduledTimestampMs: night,
  });
  await expect(firstTry.run(activities.sms.sendSms, input)).rejects.toMatchObject({
    type: 'outside-hours',
    nextRetryDelay: 10.5 * 3_600_000,
  });
  const secondTry = new MockActivityEnvironment({
    scheduledTimestampMs: night,
    currentAttemptScheduledTimestampMs: night + 10.5 * 3_600_000,
  });
  expect(await secondTry.run(activities.sms.sendSms, input)).toEqual({ state: 'sent' });
  expect((await message.row()).settledAtMs).toBe(night + 10.5 * 3_600_000 + 3 * DAY_MS);
});
