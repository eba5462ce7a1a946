import { noticeConsequences, staleMessages } from '../notice/consequences.ts';
import { clockConsequences } from '../sla/consequences.ts';
import type { CaseContext } from './context.ts';
import type { CaseEvent, CaseFact } from './events.ts';
import { itemConsequences } from './items/consequences.ts';
import { pauseConsequences } from './pauses.ts';
import { moneyConsequences } from './receipts.ts';
import { careConsequences } from './stages/care-consequences.ts';
import { stageConsequences } from './stages/consequences.ts';
import { gateConsequences } from './stages/gate.ts';
import type { CaseState } from './state.ts';

type Rule = (before: CaseState | null, event: CaseEvent, now: CaseState, context: CaseContext) => readonly CaseFact[];

/**
 * What follows from an event by the policy, in the order in which it is written down. Each rule sees the case as the
 * rules before it left it: a pause has ended when clocks are stopped, and a message is written off once.
 */
export const CONSEQUENCES: readonly Rule[] = [
  (_before, event, now, context) => pauseConsequences(event, now, context.policy),
  (_before, event, now, context) => clockConsequences(event, now, context),
  (_before, event, now, context) => noticeConsequences(event, now, context),
  (before, event, _now, context) => moneyConsequences(before, event, context.policy),
  // What an event opens may keep the case from going on.
  (_before, event, now, context) => itemConsequences(event, now, context),
  (_before, event, now, context) => gateConsequences(event, now, context),
  stageConsequences,
  (_before, event, now, context) => careConsequences(event, now, context),
  (_before, event, now, context) => staleMessages(event, now, context),
];
