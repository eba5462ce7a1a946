import type { CallbackWay } from '../../policy/pinned-afterwards.ts';
import type { VaultId } from '../../shared/ids.ts';
import type { FollowUpAnswer } from '../commands.ts';

/** What was asked when the work was done, and what was answered. */
export type AfterwardsFact =
  | { readonly type: 'CallbackScheduled'; readonly askAtMs: number }
  | {
      readonly type: 'CallbackAsked';
      readonly ordinal: number;
      /** Null: a person is to call, or the customer alone can end it. */
      readonly nextAtMs: number | null;
      /** Absent: by whatever notices there are. */
      readonly way?: CallbackWay;
    }
  | { readonly type: 'CallbackUnanswered' }
  | { readonly type: 'ServiceRated'; readonly score: number; readonly noteId: VaultId | null }
  | { readonly type: 'CaseReopened'; readonly round: number; readonly because: 'low-score' | 'follow-up-problem' }
  | { readonly type: 'FollowUpScheduled'; readonly day: number; readonly askAtMs: number }
  | { readonly type: 'FollowUpAsked'; readonly day: number; readonly giveUpAtMs: number }
  | {
      readonly type: 'FollowUpAnswered';
      readonly day: number;
      readonly answer: FollowUpAnswer;
      readonly noteId: VaultId | null;
    }
  | { readonly type: 'FollowUpUnanswered'; readonly day: number };
