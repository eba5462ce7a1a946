import { nextStepOf } from '../case/next-step.ts';
import type { Progress } from '../case/record.ts';
import type { CaseState } from '../case/state.ts';
import type { NextStep } from '../case/view.ts';
import type { PersonId } from '../policy/pinned.ts';
import type { Span } from '../shared/time.ts';
import { VirtualCase } from './virtual-case.ts';

/** A stretch of a case's life in which one party had the next step. */
export interface Stretch {
  readonly who: NextStep['who'] | 'held';
  readonly what: string;
  readonly personId: PersonId | null;
  /** `afterwards` is when the service is done and the customer is asked how it was. */
  readonly phase: 'service' | 'afterwards';
  readonly span: Span;
}

/** A virtual case that remembers for whom it waited, and how long. */
export class WatchedCase extends VirtualCase {
  readonly stretches: Stretch[] = [];
  private current: { readonly step: Omit<Stretch, 'span'>; readonly sinceMs: number } | null = null;

  /** Ends the last stretch; to be called once, when nothing more happens to the case. */
  end(atMs: number): void {
    this.turnTo(null, atMs);
  }

  protected override absorb(progress: Progress<CaseState>): void {
    super.absorb(progress);
    this.turnTo(stepOf(progress.state, nextStepOf(this.open(), this.context(), [])), this.nowMs);
  }

  private turnTo(step: Omit<Stretch, 'span'> | null, atMs: number): void {
    const { current } = this;
    if (current !== null && step !== null && isSame(current.step, step)) return;
    if (current !== null && current.sinceMs < atMs) {
      this.stretches.push({ ...current.step, span: [current.sinceMs, atMs] });
    }
    this.current = step === null ? null : { step, sinceMs: atMs };
  }
}

function stepOf({ hold, stage }: CaseState, next: NextStep | null): Omit<Stretch, 'span'> | null {
  if (next === null) return null;
  const { who, what, personId } = next;
  const phase = stage.name === 'callback' || stage.name === 'follow-up' ? 'afterwards' : 'service';
  return hold === null ? { who, what, personId, phase } : { who: 'held', what: hold.reason, personId: null, phase };
}

function isSame(a: Omit<Stretch, 'span'>, b: Omit<Stretch, 'span'>): boolean {
  return a.who === b.who && a.what === b.what && a.personId === b.personId && a.phase === b.phase;
}
