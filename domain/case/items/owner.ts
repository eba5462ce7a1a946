import { personFor } from '../../policy/people.ts';
import type { PersonId } from '../../policy/pinned.ts';
import type { ItemOwner } from '../../policy/pinned-items.ts';
import { carriersOf } from '../traits.ts';
import type { Ask } from './machine.ts';

/** Whom an item is left to when it opens; whoever leads the case, when a customer or the engine opened it. */
export function ownerNamed(owner: ItemOwner, { by, state, context }: Pick<Ask<never>, 'by' | 'state' | 'context'>) {
  if (owner.kind === 'opener' && by.kind === 'staff') return by.personId;
  const recipient = owner.kind === 'opener' ? { kind: 'lead' as const } : owner;
  const person = personFor(context.policy, recipient, carriersOf(state));
  return (person?.id ?? null) satisfies PersonId | null;
}
