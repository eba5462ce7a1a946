import { isAbsent, isOffDuty } from '../../assignment/duty.ts';
import { type AssignmentCase, lacksOf, rankTechnicians } from '../../assignment/rank.ts';
import { roleSent } from '../../assignment/team.ts';
import { localDate } from '../../calendar/local-day.ts';
import { findPerson, holdsRole } from '../../policy/people.ts';
import type { Person, PersonId } from '../../policy/pinned.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { ScoreCard } from '../events.ts';
import { plainFact } from '../facts.ts';
import { stageFits } from '../plan.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';
import { traitsOf } from '../traits.ts';

/** The lead names a technician, or takes the one ranked first (S4.4.3, S1c). Load alone never stands against a choice. */
export function assignTechnician(
  state: CaseState,
  command: CommandOf<'AssignTechnician'>,
  context: CaseContext,
): Ruling {
  if (state.stage.name !== 'assign') return unlessStage(state, 'AssignTechnician', 'assign') ?? accept();
  return command.technicianId === null
    ? takeRanked(state, state.stage.scores, context)
    : takeChosen(state, command.technicianId, context);
}

/** Ranks everybody once their load is known; an answer that comes after the stage has passed changes nothing. */
export function recordLoad(
  state: CaseState,
  openCases: Readonly<Record<PersonId, number>>,
  context: CaseContext,
): Ruling {
  if (state.stage.name !== 'assign' || state.stage.scores !== null) return accept();
  const scores = rankTechnicians(context.policy, workOf(state, context), openCases);
  return accept({ type: 'TechniciansRanked', scores });
}

/** Ranked anew with the load as it was measured: a fact may have been corrected since. */
function takeRanked(state: CaseState, measured: readonly ScoreCard[] | null, context: CaseContext): Ruling {
  if (measured === null) return refuse('load-not-known-yet', '/technicianId');
  const load = Object.fromEntries(measured.map(({ personId, openCases }) => [personId, openCases]));
  const scores = rankTechnicians(context.policy, workOf(state, context), load);
  const best = scores.find(({ fits }) => fits);
  if (best !== undefined) return accept({ type: 'TechnicianAssigned', technicianId: best.personId, how: 'ranked' });
  const lacks = scores.map(({ personId, lacks: missing }) => `${personId}: ${missing.join(' and ')}`).join('; ');
  return refuse('no-capable-technician', '/technicianId', { lacks });
}

function takeChosen(state: CaseState, technicianId: PersonId, context: CaseContext): Ruling {
  const { policy } = context;
  const place = '/technicianId';
  const person = findPerson(policy, technicianId);
  if (person === null) return refuse('unknown-person', place, { value: technicianId });
  const work = workOf(state, context);
  if (!holdsRole(person, work.role)) return refuse('not-in-role', place, { value: technicianId, role: work.role });
  const lacks = lacksOf(policy, person, work, 0);
  if (lacks.length > 0) return refuse('technician-lacks', place, { value: technicianId, lacks: lacks.join(', ') });
  return accept({ type: 'TechnicianAssigned', technicianId, how: 'chosen' });
}

function workOf(state: CaseState, context: CaseContext): AssignmentCase {
  const { policy, calendars, nowMs } = context;
  const traits = traitsOf(state);
  return {
    traits,
    role: roleSent(policy.assignment, traits, state.round),
    region: plainFact(state.facts, 'region'),
    excludedIds: policy.callback.anotherTechnician ? state.formerTechnicianIds : [],
    today: localDate(calendars, nowMs),
    offDutyIds: offDuty(context, stageFits(policy, traits, 'appointment')),
  };
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
