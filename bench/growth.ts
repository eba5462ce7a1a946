import { setTimeout as sleep } from 'node:timers/promises';
import type { CaseId } from '../domain/shared/ids.ts';
import { type LatencyResult, measureLatency, type Percentiles, percentiles } from './latency.ts';
import { atConstantRate } from './open-load.ts';
import type { Rig } from './rig.ts';
import { ORGANISATION } from './site.ts';
import { type Footprint, footprint, openUntil } from './sleepers.ts';

/** The same questions, asked with more and more open cases. */
export interface GrowthStep {
  readonly footprint: Footprint;
  /** Openings a second while the number was reached, and what was open before. */
  readonly openedPerSecond: number;
  readonly latency: LatencyResult;
  /** Commands to cases that have slept longest: out of the worker's cache once there are more cases than it keeps. */
  readonly wakeMs: Percentiles;
  /** The page of 50 open cases that are due first. */
  readonly listMs: Percentiles;
}

export interface GrowthPlan {
  readonly counts: readonly number[];
  readonly openAtOnce: number;
  readonly casesPerSecond: number;
  readonly seconds: number;
}

/** Until what opening left behind has been done: messages, journal. */
const SETTLES_MS = 5_000;
const LOOKS_A_SECOND = 20;
const WAKES_A_SECOND = 5;

export async function measureGrowth(rig: Rig, plan: GrowthPlan, tell: (line: string) => void): Promise<GrowthStep[]> {
  const open: CaseId[] = [];
  const steps: GrowthStep[] = [];
  for (const [index, count] of plan.counts.entries()) {
    tell(`opening cases until ${count} wait …`);
    const [before, startedMs] = [open.length, performance.now()];
    await openUntil(rig, open, count, plan.openAtOnce);
    const openedPerSecond = ((count - before) * 1_000) / (performance.now() - startedMs);
    await sleep(SETTLES_MS);
    const taken = await footprint(rig, count);
    const { seconds } = plan;
    const latency = await measureLatency(
      rig,
      { ratePerSecond: plan.casesPerSecond, seconds },
      90_000_000 + index * 10_000,
    );
    const wakeMs = await measured(WAKES_A_SECOND, seconds, (n) =>
      rig.aftercare.provideFacts(
        ORGANISATION,
        open[n % open.length]!,
        { facts: { 'order-number': `PO-${index}-${n}` } },
        { by: { kind: 'back-office', system: 'bench' } },
      ),
    );
    const listMs = await measured(LOOKS_A_SECOND, seconds, () =>
      rig.aftercare.listCases(ORGANISATION, { open: true }, { limit: 50 }),
    );
    steps.push({ footprint: taken, openedPerSecond, latency, wakeMs, listMs });
  }
  return steps;
}

async function measured(
  ratePerSecond: number,
  seconds: number,
  work: (index: number) => Promise<unknown>,
): Promise<Percentiles> {
  const tookMs: number[] = [];
  await atConstantRate({ ratePerSecond, seconds }, async (index, dueAtMs) => {
    await work(index);
    tookMs.push(Date.now() - dueAtMs);
  });
  return percentiles(tookMs);
}
