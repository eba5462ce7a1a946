import { bareCase } from './bare-client.ts';
import { type CaseCost, costOf } from './cost.ts';
import { fullCase } from './full-case.ts';
import { createTurns } from './player.ts';
import type { Rig } from './rig.ts';

/** One case of each sort, played alone on an idle system. */
export async function measureCost(rig: Rig): Promise<Readonly<Record<'full' | 'bare', CaseCost>>> {
  const full = await fullCase(rig)(createTurns(rig.pace, 60_000_000)());
  const bare = await bareCase(rig)(createTurns(rig.pace, 61_000_000)());
  return { full: await costOf(rig.temporal, full.workflowId), bare: await costOf(rig.temporal, bare.workflowId) };
}
