import { findPerson, holderOf, holdsRole } from '../../policy/people.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import { plainFact } from '../facts.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';

/** The desk passes the record to the responsible lead (S4.4.2). */
export function handOffCase(state: CaseState, command: CommandOf<'HandOffCase'>, { policy }: CaseContext): Ruling {
  const wrong = unlessStage(state, 'HandOffCase', 'hand-off');
  if (wrong !== null) return wrong;
  const role = policy.handOff.to;
  if (command.leadId === null) {
    const holder = holderOf(policy, role, plainFact(state.facts, 'region'));
    return holder === null
      ? refuse('nobody-in-role', '/leadId', { role })
      : accept({ type: 'CaseHandedOff', leadId: holder.id });
  }
  const lead = findPerson(policy, command.leadId);
  if (lead === null) return refuse('unknown-person', '/leadId', { value: command.leadId });
  if (!holdsRole(lead, role)) return refuse('not-in-role', '/leadId', { value: lead.id, role });
  return accept({ type: 'CaseHandedOff', leadId: lead.id });
}
