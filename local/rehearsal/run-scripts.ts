import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Script, ScriptRun } from '../../domain/rehearsal/script.ts';
import type { Log } from '../programs.ts';

export interface RunScriptsOptions {
  readonly signal: AbortSignal;
  readonly say: Log;
}

/** Lives scripts through on a private engine of its own, in skipped time; runs come as they end. */
// biome-ignore lint/correctness/useYield: written next
export async function* runScripts(
  _policy: PolicyDocument,
  _scripts: readonly Script[],
  _options: RunScriptsOptions,
): AsyncGenerator<{ readonly index: number; readonly run: ScriptRun }> {
  throw new Error('not built yet');
}
