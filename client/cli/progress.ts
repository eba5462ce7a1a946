import type { CliDeps } from './deps.ts';
import { counted } from './numbers.ts';

const EVERY_MS = 200;
const CLEAR = '\r\u001b[K';

/** How far a long run is: one line of a terminal, rewritten; nothing anywhere else. */
export interface ProgressLine {
  /** `share` is 0 to 1, or null when the end is not known. */
  show(what: string, share: number | null, done: number, unit: string): void;
  /** Takes the line away. */
  clear(): void;
}

export function progressLine({ columns, stderr, nowMs }: Pick<CliDeps, 'columns' | 'stderr' | 'nowMs'>): ProgressLine {
  // Off a terminal the width is infinite.
  if (!Number.isFinite(columns)) return { show: () => {}, clear: () => {} };
  let shownAtMs = 0;
  let phase = { what: '', sinceMs: 0 };
  return {
    show(what, share, done, unit) {
      const now = nowMs();
      if (phase.what !== what) phase = { what, sinceMs: now };
      if (now - shownAtMs < EVERY_MS) return;
      shownAtMs = now;
      const seconds = (now - phase.sinceMs) / 1_000;
      const speed = seconds < 1 ? '' : `, ${counted(done / seconds)} ${unit} a second`;
      const part = share === null ? '' : ` ${String(Math.floor(share * 100)).padStart(3)} %`;
      stderr.write(`${CLEAR}${`${what}${part}  ${counted(done)} ${unit}${speed}`.slice(0, columns - 1)}`);
    },
    clear: () => {
      if (shownAtMs > 0) stderr.write(CLEAR);
      shownAtMs = 0;
    },
  };
}
