import type { ClockId } from '../policy/pinned.ts';
import type { ClockView } from './view.ts';

export interface Deadline {
  readonly clockId: ClockId;
  readonly dueAtMs: number;
}

const UNSETTLED: readonly ClockView['status'][] = ['running', 'warned', 'breached', 'acknowledged'];

/** The earliest limit that is not settled: one that is broken comes before all that are still to come. */
export function earliestDeadline(clocks: readonly ClockView[]): Deadline | null {
  return clocks.reduce<Deadline | null>((earliest, { clockId, status, dueAtMs }) => {
    if (!UNSETTLED.includes(status) || dueAtMs === null) return earliest;
    return earliest === null || dueAtMs < earliest.dueAtMs ? { clockId, dueAtMs } : earliest;
  }, null);
}
