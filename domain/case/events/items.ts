import type { ItemId, ItemKind, ItemName } from '../../policy/item-words.ts';
import type { PersonId } from '../../policy/pinned.ts';
import type { FreightPayer } from '../../policy/pinned-depot.ts';
import type { CauseOutcome, PlanStage } from '../../policy/vocabulary.ts';
import type { Grant } from '../../remedy/claim.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { Ending, ItemValues } from '../items/item.ts';

/** What happened beside the main line of a case, and where the main line waits for it. */
export type ItemFact =
  | {
      readonly type: 'ItemOpened';
      readonly itemId: ItemId;
      readonly name: ItemName;
      readonly is: ItemKind;
      readonly ownerId: PersonId | null;
      readonly values: ItemValues;
      /** `command`, or the occasion on which it opened by itself. */
      readonly because: string;
      readonly noteId: VaultId | null;
    }
  | {
      readonly type: 'ItemAdvanced';
      readonly itemId: ItemId;
      readonly name: ItemName;
      readonly step: string;
      readonly values: ItemValues;
      /** Absent: it stays with whom it was. */
      readonly ownerId?: PersonId | null;
      /** On which goods were accepted. */
      readonly grant?: Grant;
      /** Absent while it goes on. */
      readonly ended?: Ending;
      /** Who pays for the work and for the carriage; with a diagnosis only. */
      readonly terms?: CauseOutcome;
      readonly payer?: FreightPayer;
      readonly noteId: VaultId | null;
    }
  /** An item keeps the case from entering a stage, or from closing with this outcome. */
  | { readonly type: 'GateReached'; readonly before: PlanStage; readonly round: number }
  | { readonly type: 'GateReached'; readonly before: 'closing'; readonly round: number; readonly outcome: GateOutcome };

/** How a case closes by itself. */
export type GateOutcome = 'completed' | 'solved-remotely' | 'not-serviceable';
