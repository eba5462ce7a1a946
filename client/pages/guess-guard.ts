/** Stops whoever tries addresses out: so many misses a minute, then nothing at all for the rest of it. */
export interface GuessGuard {
  /** How long an address gets no answer but that; 0 while it is answered. */
  shutForSeconds(address: string): number;
  missed(address: string): void;
}

const MINUTE_MS = 60_000;
/** Somebody who copies half a link a few times is no guesser. */
const MISSES_A_MINUTE = 20;
/** So many addresses are remembered; the oldest is forgotten first. */
const ADDRESSES_KEPT = 10_000;

export function createGuessGuard(nowMs: () => number): GuessGuard {
  const misses = new Map<string, { times: number; untilMs: number }>();
  const current = (address: string) => {
    const known = misses.get(address);
    return known !== undefined && known.untilMs > nowMs() ? known : null;
  };
  return {
    shutForSeconds: (address) => {
      const known = current(address);
      if (known === null || known.times < MISSES_A_MINUTE) return 0;
      return Math.max(1, Math.ceil((known.untilMs - nowMs()) / 1_000));
    },
    missed: (address) => {
      const known = current(address) ?? { times: 0, untilMs: nowMs() + MINUTE_MS };
      misses.delete(address);
      misses.set(address, { ...known, times: known.times + 1 });
      const oldest = misses.size > ADDRESSES_KEPT ? misses.keys().next() : null;
      if (oldest !== null && !oldest.done) misses.delete(oldest.value);
    },
  };
}
