import type { Client } from '@temporalio/client';
import { within } from '../client/within.ts';
import type { Pace } from './pace.ts';
import type { Sinks } from './sinks.ts';

/** Plays one case from its opening to its end. */
export type Player = (turn: Turn) => Promise<CasePlayed>;

export interface CasePlayed {
  readonly workflowId: string;
}

/** What a player needs of its case: who the customer is, and the times that are the same for every player. */
export interface Turn {
  /** Never the same twice in a run. */
  readonly n: number;
  readonly phone: string;
  readonly email: string;
  readonly dayLastsMs: number;
  tellLatency(ms: number): void;
  /** A stretch of a technician's time that nobody else gets. */
  slot(technician: number): { readonly startMs: number; readonly endMs: number };
}

/** SMS a customer has got once the reminder is there: the acknowledgement and the reminder. */
const SMS_BEFORE_ARRIVAL = 2;
/** The callback and three follow-ups; the last one is answered, which ends the case. */
const SMS_AFTER_ARRIVAL = 4;
export const LAST_FOLLOW_UP_DAY = 7;

/** Cases of one player, numbered from `first`, at a pace that all players of a run share. */
export function createTurns(pace: Pace, first: number): () => Turn {
  let n = first;
  const taken = new Map<number, number>();
  return () => {
    n += 1;
    return {
      n,
      phone: `+86138${String(n).padStart(8, '0')}`,
      email: `customer-${n}@bench.example`,
      dayLastsMs: pace.dayLastsMs(),
      tellLatency: pace.tellLatency,
      slot(technician) {
        const startMs = Math.max(Date.now() + pace.visitAheadMs(), (taken.get(technician) ?? 0) + 1);
        taken.set(technician, startMs);
        return { startMs, endMs: startMs + 1 };
      },
    };
  };
}

/**
 * Waits for the visit: from the reminder on, and not much longer than until its time, for on a machine that is too busy
 * the reminder is rightly left out. Gives the SMS that the customer will have got when the last question is asked.
 */
export async function untilVisit(sinks: Sinks, { phone, dayLastsMs }: Turn, startMs: number): Promise<number> {
  const reminded = await sinks.received(phone, SMS_BEFORE_ARRIVAL, startMs + dayLastsMs - Date.now());
  return SMS_BEFORE_ARRIVAL + SMS_AFTER_ARRIVAL - (reminded ? 0 : 1);
}

const ENDS_WITHIN_MS = 60_000;

/** Waits for a case's end; one that does not come is stopped and thrown. */
export async function untilEnded(temporal: Client, workflowId: string): Promise<void> {
  const handle = temporal.workflow.getHandle(workflowId);
  try {
    await within(ENDS_WITHIN_MS, () => handle.result());
  } catch (error) {
    await handle.terminate('the benchmark waits no longer');
    throw error;
  }
}

/** Messages the sinks took for a case; the recipients are forgotten. */
export function messagesOf(sinks: Sinks, { phone, email }: Pick<Turn, 'phone' | 'email'>): number {
  const count = sinks.acceptedAtMs(phone).length + sinks.acceptedAtMs(email).length;
  sinks.forget(phone);
  sinks.forget(email);
  return count;
}
