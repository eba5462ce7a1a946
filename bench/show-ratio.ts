import type { RatioResult } from './ratio.ts';
import type { Side, Spread } from './side.ts';
import { cpuMs, ms, table } from './tables.ts';

const PARTS = ['server', 'database', 'worker', 'system', 'clients'] as const;

/** Full beside bare: throughput, CPU a case by part, what cases really did. */
export function showRatio({ full, bare, load, ratio, cpuRatio }: RatioResult): string {
  return [
    `Full case against bare workflow, ${load.atOnce} cases at once, blocks of ${load.seconds} s in turns:`,
    showSides({ full, bare }),
    `cpu ratio: ${cpuRatio.toFixed(2)}   (CPU-seconds a case of server, database and worker, bare / full)`,
    `ratio: ${ratio.toFixed(2)}`,
  ].join('\n');
}

/** Sides of a comparison, a column each; a part that a side does without is left empty. */
export function showSides(sides: Readonly<Record<string, Side>>): string {
  const row = (name: string, of: (side: Side) => string) => [name, ...Object.values(sides).map(of)];
  const rows = [
    row('cases/s', ({ casesPerSecond }) => range(casesPerSecond, (value) => value.toFixed(2))),
    ...PARTS.map((part) =>
      row(`CPU a case, ${part}`, ({ cpuPerCase: { [part]: cpu } }) => (cpu ? range(cpu, cpuMs) : '')),
    ),
    row('command p50', ({ commandMs }) => ms(commandMs.p50)),
    row('command p99', ({ commandMs }) => ms(commandMs.p99)),
    row('messages a case', ({ messagesPerCase }) => messagesPerCase.toFixed(2)),
    row('cases measured', ({ cases }) => String(cases)),
    row('cases failed', ({ failed }) => String(failed.length)),
  ];
  const failures = new Set(Object.values(sides).flatMap(({ failed }) => failed));
  return [
    table(['median (lowest to highest)', ...Object.keys(sides)], rows),
    ...[...failures].map((failure) => `failed: ${failure}`),
  ].join('\n');
}

function range({ median, lowest, highest }: Spread, text: (value: number) => string): string {
  return `${text(median)} (${text(lowest)} to ${text(highest)})`;
}
