import type { GrowthStep } from './growth.ts';
import type { LatencyResult, Percentiles } from './latency.ts';
import { ms, table } from './tables.ts';

export function showLatency(result: LatencyResult): string {
  const { casesPerSecond, seconds, failed, commandMs, startToFirstMs, timerLateMs } = result;
  const rows = [
    ['a command is due -> its answer', ...cells(commandMs)],
    ['a case is due -> first message at the provider', ...cells(startToFirstMs)],
    ['a timer is due -> its fact', ...cells(timerLateMs)],
  ];
  return [
    `Latency of full cases that begin at a constant ${casesPerSecond.toFixed(1)} a second, for ${seconds} s (${failed} failed):`,
    table(['from the moment it is due', 'p50', 'p99', 'count'], rows),
  ].join('\n');
}

/** What open cases take up, and the same latencies with more and more of them. */
export function showGrowth(steps: readonly GrowthStep[]): string {
  const head = ['open cases', ...steps.map(({ footprint: { openCases } }) => openCases.toLocaleString('en'))];
  const row = (name: string, of: (step: GrowthStep) => string) => [name, ...steps.map(of)];
  const both = ({ p50, p99 }: Percentiles) => `${ms(p50)} / ${ms(p99)}`;
  const first = steps[0]?.footprint;
  const each = (of: 'databaseBytes' | 'historyBytes') =>
    row(`${of === 'databaseBytes' ? 'Postgres' : 'Temporal store'} an open case`, ({ footprint }) => {
      const more = footprint.openCases - (first?.openCases ?? 0);
      return more <= 0 ? '' : `${((footprint[of] - (first?.[of] ?? 0)) / more / 1_024).toFixed(1)} KB`;
    });
  const rows = [
    row('worker memory', ({ footprint }) => megabytes(footprint.workerBytes)),
    row('server memory', ({ footprint }) => megabytes(footprint.serverBytes)),
    each('databaseBytes'),
    each('historyBytes'),
    row('openings a second', ({ openedPerSecond }) => openedPerSecond.toFixed(0)),
    row('command, p50 / p99', ({ latency }) => both(latency.commandMs)),
    row('start to first message', ({ latency }) => both(latency.startToFirstMs)),
    row('timer late', ({ latency }) => both(latency.timerLateMs)),
    row('command to one that slept longest', ({ wakeMs }) => both(wakeMs)),
    row('case list, 50 of them', ({ listMs }) => both(listMs)),
  ];
  return ['With sleeping cases open:', table(head, rows)].join('\n');
}

function cells({ p50, p99, count }: Percentiles): string[] {
  return [ms(p50), ms(p99), String(count)];
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
