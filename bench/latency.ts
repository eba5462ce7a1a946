import { fullCase } from './full-case.ts';
import { atConstantRate } from './open-load.ts';
import { createTurns, messagesOf } from './player.ts';
import type { Rig } from './rig.ts';
import { percentile } from './statistics.ts';

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
}

export interface LatencyResult {
  readonly casesPerSecond: number;
  readonly seconds: number;
  readonly failed: number;
  /** From the moment a command is due to its answer. */
  readonly commandMs: Percentiles;
  /** From the moment a case is due to be opened to its first message at the provider. */
  readonly startToFirstMs: Percentiles;
  /** From the moment something was to happen by itself to its fact in the case. */
  readonly timerLateMs: Percentiles;
}

/** Full cases that begin at a constant rate, whatever becomes of those before them. */
export async function measureLatency(
  rig: Rig,
  load: { readonly ratePerSecond: number; readonly seconds: number },
  first: number,
): Promise<LatencyResult> {
  const nextTurn = createTurns(rig.pace, first);
  const play = fullCase(rig);
  const commandMs: number[] = [];
  const startToFirstMs: number[] = [];
  let failed = 0;
  const since = new Date();
  await atConstantRate(load, async (_, dueAtMs) => {
    const turn = nextTurn();
    // The opening is due with the case; every later command is due when what it waits for has happened.
    let lateMs = Date.now() - dueAtMs;
    const tellLatency = (ms: number) => {
      turn.tellLatency(ms);
      commandMs.push(ms + lateMs);
      lateMs = 0;
    };
    await play({ ...turn, tellLatency }).catch(() => {
      failed += 1;
    });
    const firstAtMs = rig.sinks.acceptedAtMs(turn.phone)[0];
    if (firstAtMs !== undefined) startToFirstMs.push(firstAtMs - dueAtMs);
    messagesOf(rig.sinks, turn);
  });
  return {
    casesPerSecond: load.ratePerSecond,
    seconds: load.seconds,
    failed,
    commandMs: percentiles(commandMs),
    startToFirstMs: percentiles(startToFirstMs),
    timerLateMs: percentiles(await timerLatenessMs(rig, since)),
  };
}

/** How much later than planned reminders and follow-ups became facts. */
async function timerLatenessMs({ pool }: Rig, since: Date): Promise<number[]> {
  const { rows } = await pool.query<{ late: number }>(
    `select extract(epoch from recorded_at - at)::float8 * 1000 as late from case_events
     where type in ('AppointmentReminded', 'FollowUpAsked') and recorded_at >= $1`,
    [since],
  );
  return rows.map(({ late }) => late);
}

export function percentiles(values: readonly number[]): Percentiles {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99), count: values.length };
}
