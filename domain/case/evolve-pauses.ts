import type { OpenSpan } from '../shared/time.ts';
import type { CaseEvent, FactOf } from './events.ts';
import type { CaseState, ClockState } from './state.ts';

/** Stretches of one cause that a case carries before it forgets those that no running clock has seen. */
const KEPT = 40;

/** The stretches in which clocks may stand still, after one begins or ends. */
export function evolvePauses(
  pauses: CaseState['pauses'],
  event: Extract<CaseEvent, FactOf<'PauseBegan' | 'PauseEnded'>>,
  clocks: readonly ClockState[],
): CaseState['pauses'] {
  const { type, cause, atMs } = event;
  const before = pauses[cause] ?? [];
  return {
    ...pauses,
    [cause]:
      type === 'PauseBegan'
        ? [...seenBy(clocks, before), [atMs, null]]
        : before.map(([fromMs, toMs]) => [fromMs, toMs ?? atMs]),
  };
}

function seenBy(clocks: readonly ClockState[], spans: readonly OpenSpan[]): readonly OpenSpan[] {
  if (spans.length < KEPT) return spans;
  const begunMs = Math.min(...clocks.map(({ status, startedAtMs }) => (status === 'running' ? startedAtMs : Infinity)));
  return spans.filter(([, toMs], i) => i === spans.length - 1 || toMs === null || toMs > begunMs);
}
