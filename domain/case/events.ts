import type { CommandId } from '../shared/ids.ts';
import type { Actor } from './commands.ts';
import type { AfterwardsFact } from './events/afterwards.ts';
import type { CareFact } from './events/care.ts';
import type { ClockFact } from './events/clock.ts';
import type { ConsentFact } from './events/consent.ts';
import type { IntakeFact } from './events/intake.ts';
import type { ItemFact } from './events/items.ts';
import type { MessageFact } from './events/message.ts';
import type { MoneyFact } from './events/money.ts';
import type { StageFact } from './events/stage.ts';
import type { VisitFact } from './events/visit.ts';

export type { ClockVerdict } from './events/clock.ts';
export type { Reclassification, WarrantyStanding } from './events/intake.ts';
export type { CaseOutcome } from './events/stage.ts';
export type { ScoreCard } from './events/visit.ts';

/** What happened, in the past tense. Times inside are absolute; nothing personal is in any of them. */
export type CaseFact =
  | IntakeFact
  | StageFact
  | VisitFact
  | AfterwardsFact
  | ItemFact
  | CareFact
  | MoneyFact
  | ConsentFact
  | ClockFact
  | MessageFact;

export type EventType = CaseFact['type'];
export type FactOf<T extends EventType> = Extract<CaseFact, { type: T }>;

/** A fact in its place in the ledger. */
export interface EventStamp {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** When it took effect. */
  readonly atMs: number;
  /** When the engine wrote it; later than `atMs` for back-dated facts and late wake-ups. */
  readonly recordedAtMs: number;
  readonly by: Actor;
  readonly commandId: CommandId | null;
}
export type CaseEvent = EventStamp & CaseFact;
