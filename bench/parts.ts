import { measureDbos } from './dbos.ts';
import { measureGrowth } from './growth.ts';
import { measureLatency } from './latency.ts';
import { measureCost } from './measure-cost.ts';
import { measureRatio } from './ratio.ts';
import type { Rig } from './rig.ts';
import { showCost } from './show-cost.ts';
import { showGrowth, showLatency } from './show-latency.ts';
import { showRatio, showSides } from './show-ratio.ts';

/** How long each part takes; `short` proves that it runs, its figures mean nothing. */
export interface Lengths {
  readonly blockSeconds: number;
  readonly rounds: number;
  readonly warmUpSeconds: number;
  readonly atOnce: number;
  readonly latencySeconds: number;
  readonly openCases: readonly number[];
  readonly openAtOnce: number;
}

export const NORMAL: Lengths = {
  blockSeconds: 25,
  rounds: 1,
  warmUpSeconds: 8,
  atOnce: 24,
  latencySeconds: 30,
  openCases: [10, 100, 1_000, 10_000],
  openAtOnce: 60,
};

export const SHORT: Lengths = {
  blockSeconds: 2,
  rounds: 1,
  warmUpSeconds: 0,
  atOnce: 3,
  latencySeconds: 2,
  openCases: [2, 5],
  openAtOnce: 3,
};

/** Half of what the machine can do when nobody has measured how much that is. */
const CAREFUL_CASES_A_SECOND = 2;

export interface Outcome {
  readonly result: unknown;
  readonly text: string;
}

export type PartName = keyof typeof PARTS;
type Part = (rig: Rig, lengths: Lengths, known: Known, tell: (line: string) => void) => Promise<Outcome>;

/** What one part finds out for those behind it. */
export interface Known {
  casesPerSecond?: number;
}

/** In the order they run on one system; the one that fills it comes last. */
export const PARTS = {
  cost: async (rig) => {
    const result = await measureCost(rig);
    return { result, text: showCost(result) };
  },
  ratio: async (rig, { atOnce, blockSeconds, rounds, warmUpSeconds }, known) => {
    const result = await measureRatio(rig, { atOnce, seconds: blockSeconds }, rounds, warmUpSeconds);
    known.casesPerSecond = result.full.casesPerSecond.median;
    return { result, text: showRatio(result) };
  },
  latency: async (rig, { latencySeconds }, known) => {
    const ratePerSecond = halfLoad(known);
    const result = await measureLatency(rig, { ratePerSecond, seconds: latencySeconds }, 62_000_000);
    return { result, text: showLatency(result) };
  },
  dbos: async (rig, { atOnce, blockSeconds, rounds }) => {
    const result = await measureDbos(rig, { atOnce, seconds: blockSeconds }, rounds);
    const heading = `The same inputs, sends and timers on DBOS, ${atOnce} cases at once:`;
    return { result, text: `${heading}\n${showSides({ DBOS: result })}` };
  },
  growth: async (rig, { openCases, openAtOnce, latencySeconds }, known, tell) => {
    const seconds = Math.ceil(latencySeconds / 3);
    const plan = { counts: openCases, openAtOnce, casesPerSecond: halfLoad(known) / 2, seconds };
    const result = await measureGrowth(rig, plan, tell);
    return { result, text: showGrowth(result) };
  },
} satisfies Record<string, Part>;

function halfLoad({ casesPerSecond }: Known): number {
  return (casesPerSecond || CAREFUL_CASES_A_SECOND * 2) / 2;
}
