import { findPerson, holdsRole } from '../../policy/people.ts';
import { assignmentOf } from '../assignment-case.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';

/** People of another department come in addition, where those who are there are too few (S1s). */
export function reinforceCrew(state: CaseState, command: CommandOf<'ReinforceCrew'>, context: CaseContext): Ruling {
  const { policy } = context;
  const role = policy.visit?.reinforcedBy;
  if (role === undefined) return refuse('no-reinforcement');
  const wrong = unlessStage(state, 'ReinforceCrew', 'visit', 'report');
  if (wrong !== null) return wrong;
  if (state.stage.name === 'report' && state.stage.filed) return refuse('already-filed');
  const { technicianId, crewIds = [] } = state;
  const { offDutyIds } = assignmentOf(state, context);
  for (const [i, id] of command.personIds.entries()) {
    const place = `/personIds/${i}`;
    const person = findPerson(policy, id);
    if (person === null) return refuse('unknown-person', place, { value: id });
    if (!holdsRole(person, role)) return refuse('not-in-role', place, { value: id, role });
    const before = [technicianId, ...crewIds, ...command.personIds.slice(0, i)];
    if (before.includes(id)) return refuse('already-in-crew', place, { value: id });
    if (offDutyIds.includes(id)) return refuse('technician-off-duty', place, { value: id });
  }
  return accept({ type: 'CrewReinforced', personIds: command.personIds });
}
