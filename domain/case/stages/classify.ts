import { localDate } from '../../calendar/local-day.ts';
import { warrantyStanding } from '../../warranty/standing.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import { missingFacts } from '../plan.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';
import { traitsOf } from '../traits.ts';

/** Kind, grade, urgency and warranty standing (domain.md §1 classification: S1c, S1g, S1d). */
export function classifyCase(state: CaseState, command: CommandOf<'ClassifyCase'>, context: CaseContext): Ruling {
  const wrong = unlessStage(state, 'ClassifyCase', 'classify');
  if (wrong !== null) return wrong;
  const { policy, calendars, nowMs } = context;
  const { grade, damage } = command;
  const kind = command.kind ?? state.kind;
  const urgency = command.urgency ?? state.urgency;
  if (policy.kinds[kind] === undefined) {
    return refuse('unknown-kind', '/kind', { value: kind, known: Object.keys(policy.kinds).join(', ') });
  }
  const missing = missingFacts(policy, kind, state.facts);
  if (missing.length > 0) return refuse('facts-missing', '/kind', { kind, missing: missing.join(', ') });
  const traits = { ...traitsOf(state), kind, grade, urgency };
  const today = localDate(calendars, nowMs);
  const warranty = warrantyStanding(policy.warranty, { traits, facts: state.facts, damage }, today);
  const way = command.way ?? state.way ?? policy.kinds[kind]?.way;
  return accept({
    type: 'CaseClassified',
    kind,
    grade,
    urgency,
    damage,
    warranty,
    ...(way === undefined ? {} : { way }),
  });
}
