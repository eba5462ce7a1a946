import { findPerson } from '../../policy/people.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import { accept, type Ruling, refuse } from '../ruling.ts';

/** What one of our people did that must not be, such as a charge off the list (S0 conduct); it stays on their record. */
export function recordIncident(command: CommandOf<'RecordIncident'>, { policy }: CaseContext): Ruling {
  const { personId, what, noteId } = command;
  const known = policy.visit?.incidents ?? [];
  if (!known.includes(what)) {
    return refuse('unknown-incident', '/what', { value: what, known: known.join(', ') || 'none' });
  }
  if (findPerson(policy, personId) === null) return refuse('unknown-person', '/personId', { value: personId });
  return accept({ type: 'IncidentRecorded', personId, what, noteId });
}
