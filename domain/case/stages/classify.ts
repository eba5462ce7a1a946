import { localDate } from '../../calendar/local-day.ts';
import { type SortedThing, sortCase } from '../../classification/sort.ts';
import type { CaseKind, Grade, Urgency } from '../../policy/vocabulary.ts';
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
  const { damage } = command;
  const kind = command.kind ?? state.kind;
  const { grade, urgency, rules } = sortedByDesk(state, kind, command, context);
  if (grade === null) return refuse('grade-missing', '/grade');
  if (policy.kinds[kind] === undefined) {
    return refuse('unknown-kind', '/kind', { value: kind, known: Object.keys(policy.kinds).join(', ') });
  }
  const missing = missingFacts(policy, kind, state.facts);
  if (missing.length > 0) return refuse('facts-missing', '/kind', { kind, missing: missing.join(', ') });
  const traits = { ...traitsOf(state), kind, grade, urgency };
  const today = localDate(calendars, nowMs);
  const warranty = warrantyStanding(policy.warranty, { traits, facts: state.facts, damage, unit: state.unit }, today);
  const way = command.way ?? state.way ?? policy.kinds[kind]?.way;
  const decided = rules.length === 0 ? {} : { rules };
  const served = way === undefined ? {} : { way };
  return accept({ type: 'CaseClassified', kind, grade, urgency, damage, warranty, ...served, ...decided });
}

/** What the desk says stays; the policy's rules decide what it leaves open. */
function sortedByDesk(
  state: CaseState,
  kind: CaseKind,
  command: CommandOf<'ClassifyCase'>,
  { policy }: CaseContext,
): { readonly grade: Grade | null; readonly urgency: Urgency; readonly rules: readonly string[] } {
  const isUrgencyOpen = command.urgency === null && state.urgency === 'normal';
  const open: SortedThing[] = [
    ...(command.grade === null ? (['grade'] as const) : []),
    ...(isUrgencyOpen ? (['urgency'] as const) : []),
  ];
  const { set, rules } = sortCase(policy.sort ?? [], { ...traitsOf(state), kind }, open);
  const urgency = command.urgency ?? set.urgency ?? state.urgency;
  return { grade: command.grade ?? set.grade ?? null, urgency, rules };
}
