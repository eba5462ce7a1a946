import { type CpuSeconds, cpuBetween } from './cpu.ts';
import { messagesOf, type Player, type Turn } from './player.ts';
import type { Rig } from './rig.ts';

/** What one stretch of load came to. */
export interface Block {
  /** Cases that ended while the machine was fully loaded, and for how long it was. */
  readonly cases: number;
  readonly seconds: number;
  /** All cases from the first to the last, and what the parts spent on them. */
  readonly allCases: number;
  readonly cpu: CpuSeconds;
  readonly messages: number;
  /** Cases that could not be played to their end. */
  readonly failed: readonly string[];
  readonly latenciesMs: readonly number[];
  readonly workflowIds: readonly string[];
}

export interface Load {
  readonly atOnce: number;
  readonly seconds: number;
}

/**
 * Keeps `atOnce` cases under way for `seconds` and plays the last ones to their end. Throughput is that of the loaded
 * stretch without its beginning; CPU is counted from the first opening to the last end, so no case is counted in part.
 */
export async function runBlock(rig: Rig, player: Player, nextTurn: () => Turn, load: Load): Promise<Block> {
  const latenciesMs: number[] = [];
  const workflowIds: string[] = [];
  let cases = 0;
  let messages = 0;
  let measuring = false;
  let over = false;
  const failed: string[] = [];
  const seat = async (index: number): Promise<void> => {
    // All beginning together, they would meet at every step.
    await pause((rampSeconds(load) * index) / load.atOnce);
    while (!over) {
      const turn = nextTurn();
      const tellLatency = (ms: number) => {
        turn.tellLatency(ms);
        if (measuring) latenciesMs.push(ms);
      };
      const played = await player({ ...turn, tellLatency }).catch((error: unknown) => void failed.push(String(error)));
      const got = messagesOf(rig.sinks, turn);
      if (!played) continue;
      workflowIds.push(played.workflowId);
      messages += got;
      if (measuring) cases += 1;
    }
  };
  const before = rig.cpu();
  const seats = Array.from({ length: load.atOnce }, (_, index) => seat(index));
  const ended = Promise.all(seats);
  // Until every seat has begun, and the first case has come some way.
  await Promise.race([pause(RAMPS * rampSeconds(load)), ended]);
  const startedMs = performance.now();
  measuring = true;
  await Promise.race([pause(load.seconds), ended]);
  measuring = false;
  const seconds = (performance.now() - startedMs) / 1_000;
  over = true;
  await ended;
  const cpu = cpuBetween(before, rig.cpu());
  return { cases, seconds, allCases: workflowIds.length, cpu, messages, failed, latenciesMs, workflowIds };
}

const RAMPS = 1.5;

function rampSeconds({ seconds }: Load): number {
  return Math.min(6, seconds / 3);
}

function pause(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1_000));
}
