import { bareCase } from './bare-client.ts';
import { type Block, type Load, runBlock } from './block.ts';
import { fullCase } from './full-case.ts';
import { createTurns } from './player.ts';
import type { Rig } from './rig.ts';
import { type Side, sideOf } from './side.ts';

export interface RatioResult {
  readonly load: Load;
  readonly full: Side;
  readonly bare: Side;
  /** Cases a second, full over bare: 1 when the product costs nothing. */
  readonly ratio: number;
  /** CPU-seconds a case, bare over full, of server, database and worker together. */
  readonly cpuRatio: number;
}

const ORDER = ['bare', 'full', 'full', 'bare'] as const;

/** Full and bare cases in turns, A B B A as often as asked, on one system. The first pair only warms it up. */
export async function measureRatio(rig: Rig, load: Load, rounds: number, warmUpSeconds: number): Promise<RatioResult> {
  const players = { full: fullCase(rig), bare: bareCase(rig) };
  const turns = { full: createTurns(rig.pace, 0), bare: createTurns(rig.pace, 50_000_000) };
  const blocks: Record<keyof typeof players, Block[]> = { full: [], bare: [] };
  // One after the other first: the worker may still be starting.
  for (const name of ['bare', 'full'] as const) {
    await players[name]({ ...turns[name](), tellLatency: () => undefined });
  }
  for (const name of ['full', 'bare'] as const) {
    if (warmUpSeconds > 0) await runBlock(rig, players[name], turns[name], { ...load, seconds: warmUpSeconds });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ORDER) blocks[name].push(await runBlock(rig, players[name], turns[name], load));
  }
  const full = sideOf(blocks.full);
  const bare = sideOf(blocks.bare);
  return {
    load,
    full,
    bare,
    ratio: full.casesPerSecond.median / bare.casesPerSecond.median,
    cpuRatio: bare.cpuPerCase.system!.median / full.cpuPerCase.system!.median,
  };
}
