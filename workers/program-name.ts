import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a person types to run this program. npm's own folders do not count: a shell that npm did not start has none. */
export function programName(path: string | undefined): string {
  const folders = (path ?? '')
    .split(delimiter)
    .filter((folder) => folder && !/node_modules[\\/]\.bin[\\/]?$/.test(folder));
  const names = process.platform === 'win32' ? ['aftercare.cmd', 'aftercare.exe'] : ['aftercare'];
  const found = folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
  return found ? 'aftercare' : 'npx aftercare';
}
