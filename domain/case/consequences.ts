import { noticeConsequences, staleMessages } from '../notice/consequences.ts';
import { clockConsequences } from '../sla/consequences.ts';
import type { CaseContext } from './context.ts';
import type { CaseEvent, CaseFact } from './events.ts';
import { pauseConsequences } from './pauses.ts';
import { stageConsequences } from './stages/consequences.ts';
import type { CaseState } from './state.ts';

/** What follows from an event by the policy, in the order in which it is written down. */
export function consequences(
  before: CaseState | null,
  event: CaseEvent,
  after: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  return [
    ...pauseConsequences(event, after),
    ...clockConsequences(event, after, context),
    ...noticeConsequences(event, after, context),
    ...stageConsequences(before, event, after, context),
    ...staleMessages(event, after),
  ];
}
