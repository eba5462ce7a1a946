import type { ItemId } from '../../policy/item-words.ts';
import type { ClockId, PersonId } from '../../policy/pinned.ts';
import type { PauseCause } from '../../policy/vocabulary.ts';

export type ClockVerdict = 'met' | 'breached' | 'cancelled';

/** Clocks, and the stretches in which they may stand still. */
export type ClockFact =
  | { readonly type: 'PauseBegan'; readonly cause: PauseCause }
  | { readonly type: 'PauseEnded'; readonly cause: PauseCause }
  | {
      readonly type: 'ClockStarted';
      readonly clockId: ClockId;
      readonly round: number;
      /** The item that it began with. */
      readonly itemId?: ItemId;
      /** The agreed time that it runs to. */
      readonly agreedMs?: number;
    }
  | {
      readonly type: 'ClockWarned';
      readonly clockId: ClockId;
      readonly round: number;
      readonly percent: number;
      readonly dueAtMs: number;
    }
  | { readonly type: 'ClockBreached'; readonly clockId: ClockId; readonly round: number; readonly dueAtMs: number }
  | {
      readonly type: 'ClockEscalated';
      readonly clockId: ClockId;
      readonly round: number;
      readonly step: number;
      readonly personId: PersonId | null;
      readonly dueAtMs: number;
    }
  | {
      readonly type: 'EscalationAcknowledged';
      readonly clockId: ClockId;
      readonly round: number;
      readonly personId: PersonId;
    }
  | {
      readonly type: 'ClockStopped';
      readonly clockId: ClockId;
      readonly round: number;
      readonly verdict: ClockVerdict;
      readonly dueAtMs: number | null;
      readonly usedMs: number;
      readonly limitMs: number;
    }
  | {
      readonly type: 'BreachWithdrawn';
      readonly clockId: ClockId;
      readonly round: number;
      readonly alertedIds: readonly PersonId[];
    };
