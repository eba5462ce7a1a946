import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type PolicyFile, type ReadPolicy, readPolicy } from '../domain/policy/read.ts';

/**
 * Reads the policy in a folder (`policies/<name>`). Faults of the policy are values; only a folder that can't be read
 * is thrown, with the system's own error.
 */
export async function readPolicyFolder(folder: string, nowMs: number): Promise<ReadPolicy> {
  return readPolicy(await policyFiles(folder), { sha256, nowMs });
}

async function policyFiles(folder: string): Promise<PolicyFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(folder, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
