import { setMaxListeners } from 'node:events';
import type { Play, ScriptRun } from '../../domain/rehearsal/script.ts';
import { LocalFault } from '../local-fault.ts';
import type { Log } from '../programs.ts';
import { inParallel } from './in-parallel.ts';
import { liveThrough } from './live-through.ts';
import { startPrivateEngine } from './private-engine.ts';

/** Cases at a time: more do not end sooner on two cores. */
const AT_A_TIME = 8;

export interface RunScriptsOptions {
  readonly signal: AbortSignal;
  readonly say: Log;
}

/**
 * Lives scripts through, whatever their policies, on one private engine in skipped time; runs come as they end. However it ends,
 * nothing is left on the machine. Throws the reason of `signal`, `LocalFault` when a part of the engine can't be started
 * or dies, and an error that names the script when one can't be played.
 */
export async function* runScripts(
  plays: readonly Play[],
  { signal, say }: RunScriptsOptions,
): AsyncGenerator<{ readonly index: number; readonly run: ScriptRun }> {
  signal.throwIfAborted();
  say('Starting Postgres, Temporal, the mailbox and the SMS sandbox on this machine …');
  const engine = await startPrivateEngine(say);
  const died = new AbortController();
  void engine.ended.then((how) =>
    died.abort(new LocalFault('part-ended', how, 'Without it nothing can go on. Start again.')),
  );
  const interrupted = AbortSignal.any([signal, died.signal]);
  const play = ({ policy, script }: Play, index: number, over: AbortSignal): Promise<ScriptRun> => {
    const stop = AbortSignal.any([interrupted, over]);
    // Every call of a script listens to it, and there are as many as it has steps.
    setMaxListeners(0, stop);
    return engine.temporal.withAbortSignal(stop, () =>
      liveThrough(engine, policy, script, `script-${index + 1}`, stop).catch((cause: unknown) => {
        throw new Error(`“${script.name}” can't be played on the engine: ${sentence(cause)}`, { cause });
      }),
    );
  };
  try {
    for await (const [index, run] of inParallel(plays, AT_A_TIME, play)) yield { index, run };
  } catch (error) {
    // What fails after the end was asked for fails because of it.
    interrupted.throwIfAborted();
    throw error;
  } finally {
    await engine.stop();
  }
}

function sentence(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
