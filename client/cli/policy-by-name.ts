import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { POLICY_FILE } from '../../domain/policy/read.ts';

/** The folder of a policy that is named by its folder, or by its name under `policies/`, here or where Aftercare lies. */
export function policyFolder(name: string): string {
  const shipped = fileURLToPath(new URL('../../policies/', import.meta.url));
  const places = [name, join('policies', name), join(shipped, name)];
  return places.find((folder) => existsSync(join(folder, POLICY_FILE))) ?? name;
}
