import type { CareAnswer, OccasionName } from '../../policy/care-words.ts';
import type { CivilDate } from '../../shared/civil-date.ts';
import type { VaultId } from '../../shared/ids.ts';

/** What is said to the care for a unit. */
export interface CareBodies {
  /** To the question of an occasion: a word, or a score where it asks for one. */
  AnswerOccasion: {
    readonly occasion: OccasionName;
    readonly answer: CareAnswer | null;
    readonly score: number | null;
    readonly noteId: VaultId | null;
  };
  RecordPurchase: {
    /** The local day; null: when it took effect. */
    readonly on: CivilDate | null;
    readonly productModel: string | null;
    readonly noteId: VaultId | null;
  };
}

export const CARE_COMMANDS = ['AnswerOccasion', 'RecordPurchase'] as const satisfies readonly (keyof CareBodies)[];
