import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** Takes one sentence for the person at the terminal. */
export type Log = (sentence: string) => void;

/** Writes to stderr: stdout is for results. */
export const logToStderr: Log = (sentence) => {
  process.stderr.write(`${sentence}\n`);
};

/** Where programs that were fetched or built once are kept for this user. */
export function programCache(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'aftercare');
}

export async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The full path of a program on the PATH of `env`; undefined when it is not there. */
export async function onPath(program: string, env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program];
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      if (folder !== '' && (await isExecutable(join(folder, name)))) return join(folder, name);
    }
  }
  return undefined;
}

/** What a short-lived program wrote to stdout; undefined when it failed. */
export async function outputOf(program: string, args: readonly string[]): Promise<string | undefined> {
  return promisify(execFile)(program, [...args], { timeout: 10_000 }).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}
