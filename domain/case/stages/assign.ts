import { type AssignmentCase, type Load, lacksOf, rankCrew, rankTechnicians } from '../../assignment/rank.ts';
import { crewAsked } from '../../assignment/team.ts';
import { findPerson, holdsRole } from '../../policy/people.ts';
import type { PersonId, PinnedPolicy } from '../../policy/pinned.ts';
import { assignmentOf } from '../assignment-case.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact, FactOf } from '../events.ts';
import type { Refusal } from '../refusals.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState, StageState } from '../state.ts';
import { crewFitting, crewNamed, crewRanked } from './crew.ts';

/**
 * The lead names a technician, or takes the one ranked first (S4.4.3, S1c), and a crew the same way where the case asks for
 * one (S1s). Load alone never stands against a choice.
 */
export function assignTechnician(
  state: CaseState,
  command: CommandOf<'AssignTechnician'>,
  context: CaseContext,
): Ruling {
  const { stage } = state;
  if (stage.name !== 'assign') return unlessStage(state, 'AssignTechnician', 'assign') ?? accept();
  const { policy } = context;
  const work = assignmentOf(state, context);
  const load = measured(stage);
  const sent =
    command.technicianId === null ? takeRanked(policy, work, load) : takeChosen(policy, work, command.technicianId);
  if ('refused' in sent) return sent;
  const { crewIds } = command;
  const crew =
    crewIds === undefined
      ? crewRanked(policy, work, sent.technicianId, load)
      : crewNamed(policy, work, sent.technicianId, crewIds);
  if ('refused' in crew) return crew;
  return accept({ type: 'TechnicianAssigned', ...sent, ...(crew.ids.length === 0 ? {} : { crewIds: crew.ids }) });
}

/** Ranks everybody once their load is known; an answer that comes after the stage has passed changes nothing. */
export function recordLoad(state: CaseState, openCases: Load, context: CaseContext): Ruling {
  if (state.stage.name !== 'assign' || state.stage.scores !== null) return accept();
  const { policy } = context;
  const work = assignmentOf(state, context);
  const scores = rankTechnicians(policy, work, openCases);
  const asked = crewAsked(policy.assignment, work.traits);
  const crew = asked === null ? {} : { crew: rankCrew(policy, work, asked.with, openCases) };
  return accept({ type: 'TechniciansRanked', scores, ...crew });
}

/** Nobody fits, or too few of those who should go along. */
export function nobodyFits(
  { scores, crew }: FactOf<'TechniciansRanked'>,
  state: CaseState,
  context: CaseContext,
): readonly CaseFact[] {
  const best = scores.find(({ fits }) => fits);
  const asked = crewAsked(context.policy.assignment, assignmentOf(state, context).traits);
  const manned = best !== undefined && crewFitting(crew ?? [], best.personId).length >= (asked?.size ?? 0);
  return manned ? [] : [{ type: 'NobodyFits' }];
}

type Sent = Pick<FactOf<'TechnicianAssigned'>, 'technicianId' | 'how'> | { readonly refused: Refusal };

/** Ranked anew with the load as it was measured: a fact may have been corrected since. */
function takeRanked(policy: PinnedPolicy, work: AssignmentCase, load: Load | null): Sent {
  const place = '/technicianId';
  if (load === null) return refuse('load-not-known-yet', place);
  const scores = rankTechnicians(policy, work, load);
  const best = scores.find(({ fits }) => fits);
  if (best !== undefined) return { technicianId: best.personId, how: 'ranked' };
  const lacks = scores.map(({ personId, lacks: missing }) => `${personId}: ${missing.join(' and ')}`).join('; ');
  return refuse('no-capable-technician', place, { lacks });
}

function takeChosen(policy: PinnedPolicy, work: AssignmentCase, technicianId: PersonId): Sent {
  const place = '/technicianId';
  const person = findPerson(policy, technicianId);
  if (person === null) return refuse('unknown-person', place, { value: technicianId });
  if (!work.roles.some((role) => holdsRole(person, role))) {
    return refuse('not-in-role', place, { value: technicianId, role: work.roles.join(', ') });
  }
  const lacks = lacksOf(policy, person, work);
  if (lacks.length > 0) return refuse('technician-lacks', place, { value: technicianId, lacks: lacks.join(', ') });
  return { technicianId, how: 'chosen' };
}

/** What everybody carried when the case came to assignment; null while it is being measured. */
function measured({ scores, crew = [] }: Extract<StageState, { name: 'assign' }>): Load | null {
  if (scores === null) return null;
  return Object.fromEntries([...scores, ...crew].map(({ personId, openCases }) => [personId, openCases]));
}
