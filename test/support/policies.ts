import { fileURLToPath } from 'node:url';
import { readPolicyFolder } from '../../client/policy-files.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';

const NOW_MS = Date.parse('2026-03-01T00:00:00Z');

/** The policy in `policies/<name>` or `test/fixtures/policies/<name>`; faults fail the test with their sentences. */
export async function loadPolicy(name: string): Promise<PolicyDocument> {
  const root = name === 'lantern-care' ? '../fixtures/policies' : '../../policies';
  const read = await readPolicyFolder(fileURLToPath(new URL(`${root}/${name}`, import.meta.url)), NOW_MS);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults, null, 2));
  return read.document;
}
