import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_LASTS_MS } from './policy.ts';
import type { Sinks } from './sinks.ts';

/** Plays one case from its opening to its end. */
export type Player = (turn: Turn) => Promise<CasePlayed>;

export interface CasePlayed {
  readonly workflowId: string;
  /** Commands that were refused because they came too soon, and were sent again. */
  readonly refused: number;
}

/** What a player needs of its case: who the customer is, and the times that are the same for every player. */
export interface Turn {
  /** Never the same twice in a run. */
  readonly n: number;
  readonly phone: string;
  readonly email: string;
  tellLatency(ms: number): void;
  /** A stretch of a technician's time that nobody else gets. */
  slot(technician: number): { readonly startMs: number; readonly endMs: number };
  /** The customer looks at the proposed time. */
  think(): Promise<void>;
}

/** SMS a customer has got once the reminder is there: the acknowledgement and the reminder. */
export const MESSAGES_BEFORE_ARRIVAL = 2;
export const SMS_A_CASE = 6;
export const MAILS_A_CASE = 1;

const THINKS_MS = 60;
/** A confirmation must come before its reminder, which comes one to two days before the visit: what both take, and more. */
const VISIT_AHEAD_MS = 400 + 2 * DAY_LASTS_MS;
const COMMANDS_AHEAD = 8;
const FORGETS = 0.9;

/** Cases of one player, numbered from `first`. Visits are proposed further ahead where commands take longer. */
export function createTurns(first: number): () => Turn {
  let n = first;
  let usualMs = 200;
  const taken = new Map<number, number>();
  return () => {
    n += 1;
    return {
      n,
      phone: `+86138${String(n).padStart(8, '0')}`,
      email: `customer-${n}@bench.example`,
      tellLatency: (ms) => {
        usualMs = FORGETS * usualMs + (1 - FORGETS) * ms;
      },
      slot(technician) {
        const aheadMs = VISIT_AHEAD_MS + Math.round(COMMANDS_AHEAD * usualMs);
        const startMs = Math.max(Date.now() + aheadMs, (taken.get(technician) ?? 0) + 1);
        taken.set(technician, startMs);
        return { startMs, endMs: startMs + 1 };
      },
      think: () => sleep(THINKS_MS),
    };
  };
}

/** Messages the sinks took for a case; the recipients are forgotten. */
export function messagesOf(sinks: Sinks, { phone, email }: Pick<Turn, 'phone' | 'email'>): number {
  const count = sinks.acceptedAtMs(phone).length + sinks.acceptedAtMs(email).length;
  sinks.forget(phone);
  sinks.forget(email);
  return count;
}
