import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { History } from '../support/histories.ts';

const [release = ''] = process.argv.slice(2);
if (!/^\d[\w.-]*$/.test(release)) throw new Error('Say of which release the histories are, such as 0.1.0.');
/** What is there already was written by earlier code, and stays. */
const FOLDER = fileURLToPath(new URL(`histories/${release}/`, import.meta.url));
await mkdir(FOLDER, { recursive: true });

const fileOf = (name: string, run: number): string => `${FOLDER}${name}${run === 1 ? '' : `-run-${run}`}.json.gz`;

export const isKept = (name: string): boolean => existsSync(fileOf(name, 1));

/** Keeps the runs of one case, a file each. */
export async function keep(name: string, runs: readonly { readonly history: History }[]): Promise<void> {
  for (const [index, { history }] of runs.entries()) {
    // Which machine worked on it is nobody's business, and makes two savings differ.
    const text = JSON.stringify(history).replaceAll(/\d+@[\w.-]+/g, 'worker');
    await writeFile(fileOf(name, index + 1), gzipSync(text, { level: 9 }), { flag: 'wx' });
  }
}
