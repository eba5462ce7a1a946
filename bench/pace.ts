/**
 * How long the shortened days last. On a loaded machine everything takes longer, and a reminder or a follow-up whose time
 * passed meanwhile is rightly left out: so days grow with the time that commands take.
 */
export interface Pace {
  tellLatency(ms: number): void;
  dayLastsMs(): number;
  /** From the proposal to the visit: its reservation, and the reminder one to two days before. */
  visitAheadMs(): number;
}

const SHORTEST_DAY_MS = 60;
const LEAST_AHEAD_MS = 200;
const COMMANDS_A_DAY = 2;
const COMMANDS_AHEAD = 12;
const REMEMBERS = 0.95;
/** What a moment's stall of the machine may not teach. */
const SLOWEST_COMMAND_MS = 500;

export function createPace(): Pace {
  let usualMs = 100;
  const dayLastsMs = () => Math.max(SHORTEST_DAY_MS, Math.round(COMMANDS_A_DAY * usualMs));
  return {
    tellLatency: (ms) => {
      usualMs = REMEMBERS * usualMs + (1 - REMEMBERS) * Math.min(ms, SLOWEST_COMMAND_MS);
    },
    dayLastsMs,
    visitAheadMs: () => 2 * dayLastsMs() + LEAST_AHEAD_MS + Math.round(COMMANDS_AHEAD * usualMs),
  };
}
