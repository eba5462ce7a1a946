import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeDataFolder } from '../../local/data-folder.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder('aftercare-folder-');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that lives as long as this test does and is not this one. */
const SOMEBODY = process.ppid;
const NOBODY = 4_194_304;

test('a folder that a living process has is refused before anything in it is removed', async () => {
  await mkdir(join(folder, 'postgres'));
  await writeFile(join(folder, 'aftercare.lock'), String(SOMEBODY));
  await expect(takeDataFolder(folder, { fresh: true })).rejects.toMatchObject({ code: 'already-running' });
  expect(existsSync(join(folder, 'postgres'))).toBe(true);
});

test('a lock that a killed process left behind is taken over, and given back', async () => {
  await writeFile(join(folder, 'aftercare.lock'), String(NOBODY));
  const taken = await takeDataFolder(folder, { fresh: false });
  expect(existsSync(join(folder, 'aftercare.lock'))).toBe(true);
  await taken.release();
  expect(existsSync(join(folder, 'aftercare.lock'))).toBe(false);
});

test('a fresh start removes what Aftercare keeps and nothing else', async () => {
  await mkdir(join(folder, 'temporal'));
  const ours = ['api.log', 'api-key', 'worker.log'];
  await Promise.all(ours.map((name) => writeFile(join(folder, name), '')));
  await writeFile(join(folder, 'thesis.txt'), 'three years');
  await takeDataFolder(folder, { fresh: true });
  expect([existsSync(join(folder, 'temporal')), existsSync(join(folder, 'thesis.txt'))]).toEqual([false, true]);
  expect(ours.filter((name) => existsSync(join(folder, name)))).toEqual([]);
});
