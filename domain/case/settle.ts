import type { CaseContext } from './context.ts';
import { nextDue } from './due.ts';
import { type Progress, record } from './record.ts';
import type { CaseState } from './state.ts';

/** Writes everything that has come due by now, in the order in which it came due. Comes before any command is judged. */
export function settle(state: CaseState, context: CaseContext): Progress<CaseState> {
  let progress: Progress<CaseState> = { state, events: [] };
  for (let due = nextDue(state, context); due !== null && due.atMs <= context.nowMs; ) {
    const cause = { by: { kind: 'engine' }, commandId: null, atMs: due.atMs } as const;
    progress = record(progress, due.fact, cause, context);
    due = nextDue(progress.state, context);
  }
  return progress;
}
