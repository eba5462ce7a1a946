import type { CommandId } from '../shared/ids.ts';
import type { Actor } from './commands.ts';
import { CONSEQUENCES } from './consequences.ts';
import type { CaseContext } from './context.ts';
import type { CaseEvent, CaseFact } from './events.ts';
import { evolve } from './evolve.ts';
import type { CaseState } from './state.ts';

/** A case and what was written to its ledger on the way to it. */
export interface Progress<S extends CaseState | null = CaseState | null> {
  readonly state: S;
  readonly events: readonly CaseEvent[];
}

/** Who caused a fact, and when it took effect. */
export interface Cause {
  readonly by: Actor;
  readonly commandId: CommandId | null;
  readonly atMs: number;
}

/** Writes a fact and, right behind it, everything that follows from it by the policy. */
export function record(progress: Progress, fact: CaseFact, cause: Cause, context: CaseContext): Progress<CaseState> {
  const event: CaseEvent = { ...fact, seq: (progress.state?.seq ?? 0) + 1, recordedAtMs: context.nowMs, ...cause };
  const state = evolve(progress.state, event, context);
  const engine: Cause = { ...cause, by: { kind: 'engine' } };
  return CONSEQUENCES.reduce<Progress<CaseState>>(
    (now, follow) => recordAll(now, follow(progress.state, event, now.state, context), engine, context),
    { state, events: [...progress.events, event] },
  );
}

/** Writes the facts in order, each with its consequences. */
function recordAll(
  start: Progress<CaseState>,
  facts: readonly CaseFact[],
  cause: Cause,
  context: CaseContext,
): Progress<CaseState> {
  return facts.reduce((progress, fact) => record(progress, fact, cause, context), start);
}
