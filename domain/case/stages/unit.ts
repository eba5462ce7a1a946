import { localDate } from '../../calendar/local-day.ts';
import { isRestart, remembersUnits } from '../../warranty/unit.ts';
import type { CaseContext } from '../context.ts';
import type { CaseEvent, CaseFact } from '../events.ts';
import { plainFact } from '../facts.ts';
import type { CaseState } from '../state.ts';

/** A signed repair, for the next case of the same unit to know; the journal is the memory. */
export function unitRepaired(
  event: CaseEvent,
  state: CaseState,
  { policy, calendars }: CaseContext,
): readonly CaseFact[] {
  const { unit, facts } = state;
  const [fault, part] = [plainFact(facts, 'fault'), plainFact(facts, 'part')];
  const isNothing = fault === null && part === null;
  if (unit === undefined || isNothing || !remembersUnits(policy)) return [];
  const on = localDate(calendars, event.atMs);
  const restarts = isRestart(policy.warranty, unit, fault) ? { restarts: true as const } : {};
  return [{ type: 'UnitRepaired', unitKey: unit.unitKey, fault, part, on, ...restarts }];
}
