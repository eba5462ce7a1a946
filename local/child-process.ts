import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { guardAgainstOrphan, signalGroup } from './orphan-guard.ts';

export type ChildOptions = {
  /** What the child is called in error sentences, e.g. `The Temporal server`. */
  name: string;
  command: string;
  args: readonly string[];
  /** All its output is appended here. */
  logFile: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** How to ask it to end; SIGTERM unless told. */
  stopSignal?: NodeJS.Signals;
  /** How to end it when this process dies without having stopped it; SIGKILL unless told. */
  orphanSignal?: 'SIGKILL' | 'SIGQUIT';
};

export type RunningChild = {
  pid: number;
  /** Settles when the child has ended, with a sentence that says how. Never rejects. */
  ended: Promise<string>;
  /** Rejects with the last lines of the log if the child ends before `ready` settles. */
  orDeath<T>(ready: Promise<T>): Promise<T>;
  /** Asks the child to end, and kills it when it has not after `graceMs` (5 s unless told). */
  stop(graceMs?: number): Promise<void>;
};

/** The last lines of a log file, for an error sentence; empty when there is no file. */
export async function lastLines(logFile: string, count = 12): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * Starts a program in its own process group (a Ctrl-C in the terminal does not reach it before we
 * stop it in order), its output in a log file. Throws when it can't be started at all.
 */
export async function startChild(options: ChildOptions): Promise<RunningChild> {
  const log = await open(options.logFile, 'a', 0o600);
  const child = spawn(options.command, [...options.args], {
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  // Listened for from the beginning: a program that fails at once has ended before it is known to have started.
  let over = false;
  let callOff = (): void => undefined;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      over = true;
      callOff();
      resolve(`${options.name} ended (${signal === null ? `exit code ${code}` : signal})`);
    });
  });
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (cause) =>
        reject(new Error(`${options.name} could not be started: ${cause.message} (${options.command}).`, { cause })),
      );
    });
  } finally {
    await log.close();
  }
  const pid = child.pid!;
  // A program that is over needs no guard, and its number may soon be somebody else's.
  if (!over) callOff = guardAgainstOrphan(pid, options.orphanSignal ?? 'SIGKILL');

  return {
    pid,
    ended,
    async orDeath(ready) {
      const death = ended.then(async (how) => {
        throw new Error(
          `${how} while starting. Its log is ${options.logFile}; the last lines:\n${await lastLines(options.logFile)}`,
        );
      });
      return Promise.race([ready, death]);
    },
    async stop(graceMs = 5_000) {
      if (over) return;
      signalGroup(pid, options.stopSignal ?? 'SIGTERM');
      const killer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
      await ended;
      clearTimeout(killer);
    },
  };
}
