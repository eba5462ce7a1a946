import type { CaseOutcome } from '../../case/events.ts';
import type { CaseKind } from '../../policy/vocabulary.ts';
import { type CaseLedger, eventsOf, isIn, kindOf } from '../ledger.ts';
import type { ReportTargets } from '../plan.ts';
import type { ReportWindow } from '../window.ts';
import { limits, percentKept } from './limits.ts';

export const INDICATORS = ['satisfaction', 'response', 'resolved', 'handled'] as const;
export type IndicatorName = (typeof INDICATORS)[number];

export interface Indicator {
  readonly name: IndicatorName;
  /** A score (satisfaction) or percent; null when there was nothing to measure. */
  readonly value: number | null;
  /** How many ratings, clocks or cases it is made of. */
  readonly of: number;
  readonly before: number | null;
  readonly target: number | null;
  readonly verdict: 'kept' | 'missed' | 'no-target' | 'no-data';
}

interface Measured {
  readonly value: number | null;
  readonly of: number;
}

/** S3.4: satisfaction, response time, repaired share, handled share of feedback. Response only where a clock is named. */
export function indicators(
  ledgers: readonly CaseLedger[],
  { window, before }: { readonly window: ReportWindow; readonly before: ReportWindow },
  targets: ReportTargets,
): readonly Indicator[] {
  return INDICATORS.filter((name) => name !== 'response' || targets.response !== undefined).map((name) => {
    const { value, of } = measure(name, ledgers, window, targets);
    const target = (name === 'response' ? targets.response?.percent : targets[name]) ?? null;
    return {
      name,
      value,
      of,
      before: measure(name, ledgers, before, targets).value,
      target,
      verdict: verdictOf(value, target),
    };
  });
}

function verdictOf(value: number | null, target: number | null): Indicator['verdict'] {
  if (value === null) return 'no-data';
  if (target === null) return 'no-target';
  return value >= target ? 'kept' : 'missed';
}

function measure(
  name: IndicatorName,
  ledgers: readonly CaseLedger[],
  window: ReportWindow,
  { response }: ReportTargets,
): Measured {
  switch (name) {
    case 'satisfaction':
      return satisfaction(ledgers, window);
    case 'response': {
      const rows = limits(ledgers, window, response === undefined ? [] : [response.clock]);
      return { value: percentKept(rows), of: rows.reduce((sum, { met, missed }) => sum + met + missed, 0) };
    }
    case 'resolved':
      return goodEnds(ledgers, window, (kind) => !isFeedback(kind) && kind !== 'care');
    case 'handled':
      return goodEnds(ledgers, window, isFeedback);
  }
}

function satisfaction(ledgers: readonly CaseLedger[], window: ReportWindow): Measured {
  const scores = ledgers.flatMap((ledger) =>
    eventsOf(ledger, 'ServiceRated')
      .filter((event) => isIn(window, event))
      .map(({ score }) => score),
  );
  const sum = scores.reduce((total, score) => total + score, 0);
  return { value: scores.length === 0 ? null : Math.round((sum / scores.length) * 100) / 100, of: scores.length };
}

/** Ends that nobody is to blame for: the request went away. */
const GONE: readonly CaseOutcome[] = ['withdrawn', 'duplicate'];
const GOOD: readonly CaseOutcome[] = ['completed', 'solved-remotely', 'answered'];

/** Of the cases that were closed, those that were served; what was withdrawn or was there twice counts nowhere. */
function goodEnds(ledgers: readonly CaseLedger[], window: ReportWindow, fits: (kind: CaseKind) => boolean): Measured {
  const ends = ledgers.flatMap((ledger) => {
    const kind = kindOf(ledger);
    if (kind === null || !fits(kind)) return [];
    return eventsOf(ledger, 'CaseClosed').filter((event) => isIn(window, event) && !GONE.includes(event.outcome));
  });
  const good = ends.filter(({ outcome }) => GOOD.includes(outcome)).length;
  return { value: percentKept([{ met: good, missed: ends.length - good }]), of: ends.length };
}

/** What customers say and ask, as against work that they want done. */
function isFeedback(kind: CaseKind): boolean {
  return kind === 'consultation' || kind === 'complaint';
}
