import type { RatioResult, Side, Spread } from './ratio.ts';
import { cpuMs, ms, table } from './tables.ts';

const PARTS = ['server', 'database', 'worker', 'system', 'clients'] as const;

/** Full beside bare: throughput, CPU a case by part, what cases really did. */
export function showRatio({ full, bare, load, ratio, cpuRatio }: RatioResult): string {
  const row = (name: string, of: (side: Side) => string) => [name, of(full), of(bare)];
  const rows = [
    row('cases/s', ({ casesPerSecond }) => range(casesPerSecond, (value) => value.toFixed(2))),
    ...PARTS.map((part) => row(`CPU a case, ${part}`, ({ cpuPerCase }) => range(cpuPerCase[part]!, cpuMs))),
    row('command p50', ({ commandMs }) => ms(commandMs.p50)),
    row('command p99', ({ commandMs }) => ms(commandMs.p99)),
    row('messages a case', ({ messagesPerCase }) => messagesPerCase.toFixed(2)),
    row('refused commands a case', ({ refusedPerCase }) => refusedPerCase.toFixed(2)),
    row('cases measured', ({ cases }) => String(cases)),
    row('cases failed', ({ failed }) => String(failed.length)),
  ];
  return [
    `Full case against bare workflow, ${load.atOnce} cases at once, blocks of ${load.seconds} s in turns:`,
    table(['median (lowest to highest)', 'full', 'bare'], rows),
    ...[...new Set([...full.failed, ...bare.failed])].map((failure) => `failed: ${failure}`),
    `cpu ratio: ${cpuRatio.toFixed(2)}   (CPU-seconds a case of server, database and worker, bare / full)`,
    `ratio: ${ratio.toFixed(2)}`,
  ].join('\n');
}

function range({ median, lowest, highest }: Spread, text: (value: number) => string): string {
  return `${text(median)} (${text(lowest)} to ${text(highest)})`;
}
