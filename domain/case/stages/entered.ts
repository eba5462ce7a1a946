import type { PlanStage } from '../../policy/vocabulary.ts';
import { assertNever } from '../../shared/assert-never.ts';
import type { FactOf } from '../events.ts';
import type { StageState } from '../state.ts';

/** A stage as it is right after a case entered it. */
export function enteredStage(name: PlanStage, atMs: number): StageState {
  switch (name) {
    case 'intake':
      return { name, missing: [], chases: 0, nextChaseAtMs: null };
    case 'remote-help':
    case 'classify':
    case 'hand-off':
    case 'appointment':
    case 'visit':
      return { name };
    case 'assign':
      return { name, scores: null };
    case 'report':
      return { name, filed: false };
    case 'callback':
      return { name, asked: 0, nextAtMs: null };
    case 'follow-up':
      return { name, anchorMs: atMs, next: null };
    case 'care':
      return { name, sinceMs: atMs, begunOn: null, done: {}, asked: [], opened: [] };
    default:
      return assertNever(name);
  }
}

/** Where a case waits for an item before it goes on. */
export function gateStage(event: FactOf<'GateReached'>): StageState {
  return event.before === 'closing'
    ? { name: 'gate', before: event.before, outcome: event.outcome }
    : { name: 'gate', before: event.before };
}
