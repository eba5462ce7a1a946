import type { Block } from './block.ts';
import { median, percentile, sum } from './statistics.ts';

/** One side of a comparison over all its blocks. CPU in seconds a case, by part. */
export interface Side {
  readonly cases: number;
  readonly casesPerSecond: Spread;
  readonly cpuPerCase: Readonly<Record<string, Spread>>;
  readonly messagesPerCase: number;
  readonly failed: readonly string[];
  readonly commandMs: { readonly p50: number; readonly p99: number };
}

export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The parts a deployment pays for; clients and sinks stand for the world outside. */
const SYSTEM = ['server', 'database', 'worker'] as const;

export function sideOf(blocks: readonly Block[]): Side {
  const cases = sum(blocks.map(({ allCases }) => allCases));
  const latencies = blocks.flatMap(({ latenciesMs }) => latenciesMs);
  const cpu = (of: (block: Block) => number) => spread(blocks.map((block) => of(block) / block.allCases));
  const parts = Object.keys(blocks[0]?.cpu ?? {});
  return {
    cases,
    casesPerSecond: spread(blocks.map((block) => block.cases / block.seconds)),
    cpuPerCase: {
      ...Object.fromEntries(parts.map((part) => [part, cpu((block) => block.cpu[part] ?? 0)])),
      system: cpu((block) => sum(SYSTEM.map((part) => block.cpu[part] ?? 0))),
    },
    messagesPerCase: sum(blocks.map(({ messages }) => messages)) / cases,
    failed: blocks.flatMap(({ failed }) => failed),
    commandMs: { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) },
  };
}

function spread(values: readonly number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}
