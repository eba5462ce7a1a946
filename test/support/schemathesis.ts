import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * The program that tries an API against its description, where `.ci/run` puts it or on the PATH; null where there is none,
 * which CI must not have.
 */
export function schemathesisProgram(): string | null {
  const folders = [
    join(homedir(), '.cache', 'aftercare', 'schemathesis', 'bin'),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const found = folders.map((folder) => join(folder, 'schemathesis')).find((path) => existsSync(path));
  if (found === undefined && process.env.CI === 'true')
    throw new Error('schemathesis is missing; .ci/run installs it.');
  return found ?? null;
}
