import type { CaseContext } from '../case/context.ts';
import type { CaseEvent } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { carriersOf } from '../case/traits.ts';
import { findPerson, personFor } from '../policy/people.ts';
import type { Notice, Person, Recipient } from '../policy/pinned.ts';

export type Addressee = { readonly kind: 'customer' } | { readonly kind: 'staff'; readonly person: Person };

/**
 * Who an event's notice goes to. Alarms go to whom the clock or the ladder names, a withdrawn breach to everyone it
 * alarmed, everything else to whom the notice names.
 */
export function addresseesOf(
  event: CaseEvent,
  notice: Notice,
  state: CaseState,
  context: CaseContext,
): readonly Addressee[] {
  const { policy } = context;
  switch (event.type) {
    case 'ClockWarned': {
      const warned = policy.clocks.find(({ id }) => id === event.clockId)?.warn ?? null;
      return warned === null ? [] : addressee(warned, state, context);
    }
    case 'ClockEscalated':
      return event.personId === null ? [] : staff(event.personId, context);
    case 'BreachWithdrawn':
      return event.alertedIds.flatMap((personId) => staff(personId, context));
    default:
      return addressee(notice.to, state, context);
  }
}

function addressee(recipient: Recipient, state: CaseState, { policy }: CaseContext): readonly Addressee[] {
  if (recipient.kind === 'customer') return [{ kind: 'customer' }];
  const person = personFor(policy, recipient, carriersOf(state));
  return person === null ? [] : [{ kind: 'staff', person }];
}

function staff(personId: string, { policy }: CaseContext): readonly Addressee[] {
  const person = findPerson(policy, personId);
  return person === null ? [] : [{ kind: 'staff', person }];
}
