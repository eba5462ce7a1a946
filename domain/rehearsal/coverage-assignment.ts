import { roleSent, rowThatSends } from '../assignment/team.ts';
import type { FactOf } from '../case/events.ts';
import { matches, type Traits } from '../policy/match.ts';
import { holdsRole } from '../policy/people.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Rule, RuleId } from './coverage-rules.ts';
import { casesOf } from './coverage-words.ts';

/** What assignment promises: who is sent, and what they must bring. */
export function assignmentRules({ assignment }: PinnedPolicy): Rule[] {
  const { roles = [], crew = [], reserve, workingHours, regionMustMatch, needs } = assignment;
  return [
    ...roles.map(({ when, fromRound = 1, role }, index) =>
      rule(`roles/${index}`, `the ${role} is sent to ${casesOf(when)}${fromRound > 1 ? ' opened again' : ''}`),
    ),
    ...crew.map(({ when, size, with: along }, index) =>
      rule(`crew/${index}`, `${size} of the role ${along} go along to ${casesOf(when)}`),
    ),
    ...(reserve === undefined ? [] : [rule('reserve', `the ${reserve.role} may be sent after ${reserve.after}`)]),
    ...(workingHours ? [rule('workingHours', 'nobody is sent outside the hours they work')] : []),
    ...(regionMustMatch ? [rule('regionMustMatch', 'a technician of another region is not sent')] : []),
    ...needs.map(({ when, skills, certificates }, index) =>
      rule(`needs/${index}`, `${casesOf(when)} needs ${[...skills, ...certificates].join(', ')}`),
    ),
  ];
}

/** The rules that a ranking shows at work. */
export function rankingRules(
  { assignment, callback }: PinnedPolicy,
  { scores }: FactOf<'TechniciansRanked'>,
  traits: Traits,
  round: number,
): RuleId[] {
  const lacked = new Set(scores.flatMap(({ lacks }) => lacks));
  const row = rowThatSends(assignment, traits, round);
  return [
    ...(row < 0 ? [] : [`assignment/roles/${row}`]),
    ...assignment.needs.flatMap(({ when }, index) => (matches(when, traits) ? [`assignment/needs/${index}`] : [])),
    ...(lacked.has('region') ? ['assignment/regionMustMatch'] : []),
    ...(lacked.has('off-duty') ? hoursRule(assignment) : []),
    ...(lacked.has('excluded') && callback.anotherTechnician ? ['callback/anotherTechnician'] : []),
  ];
}

/** The rules that a choice shows at work. */
export function assignedRules(
  { assignment, people }: PinnedPolicy,
  { technicianId, crewIds }: FactOf<'TechnicianAssigned'>,
  traits: Traits,
  round: number,
): RuleId[] {
  const row = assignment.crew?.findIndex(({ when }) => matches(when, traits)) ?? -1;
  const sent = people.find(({ id }) => id === technicianId);
  const reserved =
    assignment.reserve !== undefined && sent !== undefined && !holdsRole(sent, roleSent(assignment, traits, round));
  return [...(crewIds === undefined ? [] : [`assignment/crew/${row}`]), ...(reserved ? ['assignment/reserve'] : [])];
}

/** Whoever is on leave is off duty in any policy; hours are a rule of some. */
export function hoursRule({ workingHours }: PinnedPolicy['assignment']): RuleId[] {
  return workingHours ? ['assignment/workingHours'] : [];
}

function rule(key: string, about: string): Rule {
  return { id: `assignment/${key}`, about };
}
