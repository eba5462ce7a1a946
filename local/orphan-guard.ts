import { type ChildProcess, spawn } from 'node:child_process';

type GuardedGroup = { pid: number; orphanSignal: 'SIGKILL' | 'SIGQUIT' };

const guarded = new Set<GuardedGroup>();
const deadlySignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let listening = false;

function killAll(): void {
  for (const group of guarded) signalGroup(group.pid, group.orphanSignal);
}

/** Sends a signal to a whole process group; a group that is gone already is fine. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function listenForOurEnd(): void {
  if (listening) return;
  listening = true;
  process.on('exit', killAll);
  for (const signal of deadlySignals) {
    const onSignal = (): void => {
      // Somebody else handles the signal and stops things in order: leave it to them.
      if (process.listenerCount(signal) > 1) return;
      killAll();
      process.removeListener(signal, onSignal);
      process.kill(process.pid, signal);
    };
    process.on(signal, onSignal);
  }
}

/**
 * Sees to it that the process group of `pid` does not outlive this process, even when this one is
 * killed with SIGKILL: a small shell holds the other end of a pipe, and the pipe closes with us.
 * Returns the way to call the guard off, for when the group has ended.
 */
export function guardAgainstOrphan(pid: number, orphanSignal: GuardedGroup['orphanSignal']): () => void {
  listenForOurEnd();
  const group: GuardedGroup = { pid, orphanSignal };
  guarded.add(group);
  let watcher: ChildProcess | undefined;
  if (process.platform !== 'win32') {
    const script = `cat >/dev/null; kill -s ${orphanSignal.slice(3)} -- -"$1"`;
    watcher = spawn('/bin/sh', ['-c', script, 'aftercare-orphan-guard', String(pid)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    watcher.on('error', () => undefined);
    watcher.stdin?.on('error', () => undefined);
    watcher.unref();
    (watcher.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  }
  return () => {
    guarded.delete(group);
    if (watcher?.pid !== undefined) signalGroup(watcher.pid, 'SIGKILL');
  };
}
