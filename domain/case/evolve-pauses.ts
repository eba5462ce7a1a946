import type { CaseEvent, FactOf } from './events.ts';
import type { CaseState } from './state.ts';

/** The stretches in which clocks may stand still, after one begins or ends. */
export function evolvePauses(
  pauses: CaseState['pauses'],
  event: Extract<CaseEvent, FactOf<'PauseBegan' | 'PauseEnded'>>,
): CaseState['pauses'] {
  const { type, cause, atMs } = event;
  const before = pauses[cause] ?? [];
  return {
    ...pauses,
    [cause]: type === 'PauseBegan' ? [...before, [atMs, null]] : before.map(([fromMs, toMs]) => [fromMs, toMs ?? atMs]),
  };
}
