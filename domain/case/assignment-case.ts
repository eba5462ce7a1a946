import { isAbsent, isOffDuty } from '../assignment/duty.ts';
import type { AssignmentCase } from '../assignment/rank.ts';
import { roleSent } from '../assignment/team.ts';
import { localDate } from '../calendar/local-day.ts';
import { partsOf } from '../policy/item-words.ts';
import type { Person, PersonId, PinnedPolicy, Role } from '../policy/pinned.ts';
import type { CaseContext } from './context.ts';
import { plainFact } from './facts.ts';
import { stageFits } from './plan.ts';
import type { CaseState } from './state.ts';
import { traitsOf } from './traits.ts';

/** A case as assignment looks at it now. */
export function assignmentOf(state: CaseState, context: CaseContext): AssignmentCase {
  const { policy, calendars, nowMs } = context;
  const { facts, round, formerTechnicianIds, missed } = state;
  const traits = traitsOf(state);
  const unwanted = plainFact(facts, 'excluded-technician');
  return {
    traits,
    roles: [roleSent(policy.assignment, traits, round), ...reserveOf(state, policy)],
    region: plainFact(facts, 'region'),
    excludedIds: [
      ...(policy.callback.anotherTechnician ? formerTechnicianIds : []),
      ...(unwanted === null ? [] : [unwanted]),
      ...(policy.visit?.missed?.technician === undefined ? [] : (missed?.technicianIds ?? [])),
    ],
    preferredId: plainFact(facts, 'preferred-technician'),
    today: localDate(calendars, nowMs),
    offDutyIds: offDuty(context, stageFits(policy, traits, 'appointment')),
  };
}

/** The other department, once the last item of that name stands where the policy says (S1r: the director allocates). */
function reserveOf({ items = [] }: CaseState, { assignment: { reserve } }: PinnedPolicy): readonly Role[] {
  const after = reserve === undefined ? null : partsOf(reserve.after);
  const last = items.findLast(({ name }) => name === after?.name);
  return reserve !== undefined && last !== undefined && last.step === after?.step ? [reserve.role] : [];
}

/** Who agrees a time for later must not be on leave today; who goes at once must be at work now. */
function offDuty({ policy, calendars, nowMs }: CaseContext, agreesTime: boolean): readonly PersonId[] {
  const today = localDate(calendars, nowMs);
  const isOff = (person: Person) =>
    agreesTime
      ? isAbsent(person, today, today)
      : isOffDuty(policy, person, { startMs: nowMs, endMs: nowMs + 1 }, calendars);
  return policy.people.filter(isOff).map(({ id }) => id);
}
