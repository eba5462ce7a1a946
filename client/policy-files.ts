import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { POLICY_FILE, type PolicyFile, type ReadPolicy, readPolicy, SHARED_FOLDER } from '../domain/policy/read.ts';

/**
 * Reads the policy in a folder (`policies/<name>`), and what `policies/common` has for it. Faults of the policy are values; only a folder that can't be read
 * is thrown, with the system's own error.
 */
export async function readPolicyFolder(folder: string, nowMs: number): Promise<ReadPolicy> {
  const own = await policyFiles(folder, folder);
  const common = join(folder, SHARED_FOLDER);
  const shared = existsSync(common) ? await policyFiles(common, folder) : [];
  return readPolicy([...own, ...shared], { sha256, nowMs });
}

/** The policies in a folder of folders, such as `policies`, by name; what they share is none of them. Of a policy, itself. */
export async function policyFolders(path: string): Promise<readonly string[]> {
  const isPolicy = (folder: string) => existsSync(join(folder, POLICY_FILE));
  if (isPolicy(path)) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  const policies = folders.filter(isPolicy).sort();
  // A folder without any is told by its own fault.
  return policies.length === 0 ? [path] : policies;
}

async function policyFiles(inside: string, folder: string): Promise<PolicyFile[]> {
  const entries = await readdir(inside, { withFileTypes: true, recursive: true });
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

/** As hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
