import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { type Attachments, createAttachments, type GivenFile } from '../../client/attachments.ts';
import { RefusedError } from '../../client/errors.ts';
import type { Standing } from '../../client/gateway.ts';
import { createOrganisations } from '../../client/organisations.ts';
import { createStore } from '../../client/store.ts';
import { putOrganisation } from '../../database/organisations.ts';
import type { Actor } from '../../domain/case/commands.ts';
import { ORGANISATION, view } from '../database/fixtures.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { fileBytes } from '../support/files.ts';
import { putCase } from '../support/rows.ts';
import { cli } from './cli-harness.ts';

const CASE = 'C-7K3M9P2QXA';
const OTHER = 'C-7K3M9P2QXB';
const CUSTOMER: Actor = { kind: 'customer' };
const PHOTO: GivenFile = { kind: null, name: 'folder/door.png', content: fileBytes('image/png') };

let database: TestDatabase;
let files: Attachments;
let standing: Standing;

beforeAll(async () => {
  database = await freshDatabase();
  await putOrganisation(database.pool, { id: ORGANISATION, name: 'Northwind' });
  await putCase(database.pool, view({ caseId: CASE }));
  await putCase(database.pool, view({ caseId: OTHER, stage: 'closed', closedAtMs: 1 }));
  const store = createStore(database.pool);
  const gateway = { standing: async () => standing };
  files = createAttachments({ store, gateway, organisations: createOrganisations(store) } as never);
});
beforeEach(async () => {
  standing = 'none';
  await database.pool.query('truncate attachments');
});
afterAll(() => database.drop());

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof RefusedError ? error.refusals[0].code : 'none';
};

test('the same file for the same case is the same attachment', async () => {
  const [one, again] = [
    await files.attach(ORGANISATION, CASE, PHOTO, CUSTOMER),
    await files.attach(ORGANISATION, CASE, { ...PHOTO, name: 'renamed.png' }, CUSTOMER),
  ];
  expect(one).toMatchObject({ kind: 'photo', mediaType: 'image/png', name: 'door.png', sizeBytes: 64, erased: false });
  expect(again).toEqual(one);
  const elsewhere = await files.attach(ORGANISATION, OTHER, PHOTO, CUSTOMER);
  expect(elsewhere.id).not.toBe(one.id);
  expect(await files.attachments(ORGANISATION, CASE)).toEqual([one]);
  const { content } = await files.attachment(ORGANISATION, CASE, one.id);
  expect(Buffer.compare(Buffer.from(content), Buffer.from(PHOTO.content))).toBe(0);
  expect(await codeOf(files.attachment(ORGANISATION, OTHER, one.id))).toBe('unknown-attachment');
});

test('a file needs a case, which the journal need not have yet', async () => {
  expect(await codeOf(files.attach(ORGANISATION, 'C-0000000000', PHOTO, CUSTOMER))).toBe('unknown-case');
  expect(await codeOf(files.attachments(ORGANISATION, 'C-0000000000'))).toBe('unknown-case');
  standing = 'running';
  expect(await files.attach(ORGANISATION, 'C-0000000000', PHOTO, CUSTOMER)).toMatchObject({ caseId: 'C-0000000000' });
});

test('what may not be kept changes nothing', async () => {
  const page = { kind: null, name: 'door.png', content: Buffer.from('<script>') };
  expect(await codeOf(files.attach(ORGANISATION, CASE, page, CUSTOMER))).toBe('attachment-type');
  expect(await files.attachments(ORGANISATION, CASE)).toEqual([]);
});

test('a case full of files takes no more', async () => {
  for (let index = 0; index < 100; index += 1) {
    const content = fileBytes('image/png');
    content.writeUInt8(index, 20);
    await files.attach(ORGANISATION, CASE, { ...PHOTO, content }, CUSTOMER);
  }
  const one = { ...PHOTO, content: fileBytes('image/png', 65) };
  expect(await codeOf(files.attach(ORGANISATION, CASE, one, CUSTOMER))).toBe('too-many-attachments');
  expect(await files.attachments(ORGANISATION, CASE)).toHaveLength(100);
});

test('case attachments lists the files of a case and saves them under their ids', async () => {
  const one = await files.attach(ORGANISATION, CASE, PHOTO, { kind: 'staff', personId: 'tech-4' });
  const aftercare: Partial<Aftercare> = {
    ...files,
    policy: async () => ({ zone: 'Asia/Shanghai', people: { 'tech-4': { name: 'Tom Reed' } } }) as never,
  };
  const folder = await mkdtemp(join(tmpdir(), 'aftercare-files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const run = await cli(['case', 'attachments', CASE, '--save', folder], aftercare);
  expect(run).toMatchObject({ code: 0, err: `1 saved in ${folder}.\n` });
  expect(run.out).toMatch(new RegExp(`${one.id}  photo  image/png  1 kB  Tom Reed  door.png`));
  expect(await readdir(folder)).toEqual([`${one.id}.png`]);
  expect(await readFile(join(folder, `${one.id}.png`))).toEqual(Buffer.from(PHOTO.content));
});
