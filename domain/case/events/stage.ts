import type { PlanStage } from '../../policy/vocabulary.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { HoldReason, ManualOutcome } from '../commands.ts';

export type CaseOutcome = ManualOutcome | 'completed' | 'solved-remotely';

/** Where the case stands. */
export type StageFact =
  | {
      readonly type: 'StageEntered';
      readonly stage: PlanStage;
      readonly round: number;
      /** The plan assigned before it comes here; absent where a case that comes here has nobody. */
      readonly keepsTechnician?: true;
    }
  | { readonly type: 'CaseHeld'; readonly reason: HoldReason; readonly untilMs: number | null }
  | { readonly type: 'CaseResumed'; readonly because: 'command' | 'hold-ended' }
  | { readonly type: 'CaseClosed'; readonly outcome: CaseOutcome; readonly noteId: VaultId | null };
