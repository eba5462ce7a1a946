import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk } from '../../../activities/notify/desk.ts';
import { writeLetter } from '../../../activities/notify/letter.ts';
import { eraseVault, putVault } from '../../../database/vault.ts';
import { ORGANISATION } from '../../database/fixtures.ts';
import { openPostOffice, type PostOffice } from './post-office.ts';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

test('a text names the courier’s number, which only the vault has; erased, nothing is sent', async () => {
  const { input, caseId } = await office.plan();
  const id = `${caseId}-parcel`;
  await putVault(office.pool, ORGANISATION, [{ id, caseId, content: 'SF1001\u2028 2' }]);
  const intent = { ...input.intent, params: { parcel: '' }, parcelId: id };
  const texts = { 'case-opened.customer.sms': '{{ case.id }}: {{ params.parcel }}' };
  const document = { ...office.document, templates: { 'zh-CN': texts, en: texts } };
  const write = async () =>
    writeLetter(document, { ...input, intent }, await openDesk(office.pool, { ...input, intent }), null);
  expect(await write()).toMatchObject({ content: { text: `${caseId}: SF1001 2` } });
  await eraseVault(office.pool, ORGANISATION, caseId);
  expect(await write()).toEqual({ outcome: { state: 'suppressed', code: 'erased' } });
});
