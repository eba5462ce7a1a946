import type { CaseContext } from '../case/context.ts';
import type { CaseEvent, FactOf } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { carriersOf } from '../case/traits.ts';
import type { ItemId } from '../policy/item-words.ts';
import { findPerson, personFor } from '../policy/people.ts';
import type { Notice, Person, PinnedPolicy, Recipient } from '../policy/pinned.ts';

export type Addressee = { readonly kind: 'customer' } | { readonly kind: 'staff'; readonly person: Person };

/**
 * Who an event's notice goes to. Alarms go to whom the clock or the ladder names, a withdrawn breach to everyone it
 * alarmed, a call for more people to those who are called, everything else to whom the notice names.
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
      return warned === null ? [] : addressee(warned, state, context, itemOfClock(event, state));
    }
    case 'ClockEscalated':
      return event.personId === null ? [] : staff(event.personId, context);
    case 'BreachWithdrawn':
      return event.alertedIds.flatMap((personId) => staff(personId, context));
    case 'CrewReinforced':
      return notice.to.kind === 'crew'
        ? event.personIds.flatMap((personId) => staff(personId, context))
        : addressee(notice.to, state, context);
    case 'ItemOpened':
    case 'ItemAdvanced':
      return addressee(notice.to, state, context, event.itemId);
    case 'FactsChased':
      return isAsked(notice, event, policy) ? addressee(notice.to, state, context) : [];
    default:
      return addressee(notice.to, state, context);
  }
}

function itemOfClock({ clockId, round }: FactOf<'ClockWarned'>, { clocks }: CaseState): ItemId | undefined {
  return clocks.find((clock) => clock.clockId === clockId && clock.round === round)?.itemId;
}

/** Where a policy asks its own people first, the customer is not asked with them, nor they with the customer. */
function isAsked({ to }: Notice, { inside }: FactOf<'FactsChased'>, { chase }: PinnedPolicy): boolean {
  return chase.inside === undefined || (to.kind === 'customer') !== (inside === true);
}

function addressee(
  recipient: Recipient,
  state: CaseState,
  context: CaseContext,
  itemId?: ItemId,
): readonly Addressee[] {
  if (recipient.kind === 'customer') return [{ kind: 'customer' }];
  if (recipient.kind === 'crew') return (state.crewIds ?? []).flatMap((id) => staff(id, context));
  const person = personFor(context.policy, recipient, carriersOf(state, itemId));
  return person === null ? [] : [{ kind: 'staff', person }];
}

function staff(personId: string, { policy }: CaseContext): readonly Addressee[] {
  const person = findPerson(policy, personId);
  return person === null ? [] : [{ kind: 'staff', person }];
}
