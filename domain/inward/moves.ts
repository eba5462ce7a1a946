import type { ItemView } from '../case/view.ts';
import type { ItemId, SetFact } from '../policy/item-words.ts';
import type { ItemDefinition, ItemDefinitions } from '../policy/pinned-items.ts';
import { assertNever } from '../shared/assert-never.ts';
import type { CivilDate } from '../shared/civil-date.ts';
import type { InwardEvent, Reason } from './event.ts';

/** What an event does to one case, as commands. */
export type Move =
  | { readonly kind: 'step'; readonly itemId: ItemId; readonly step: string; readonly amountMinor?: number }
  | { readonly kind: 'day'; readonly fact: SetFact; readonly on: CivilDate };

/** An open case that an event may be about. */
export interface Subject {
  readonly items: readonly ItemView[];
  readonly definitions: ItemDefinitions;
  readonly currency: string;
  /** The line whose parcel it is, where the courier's number told. */
  readonly itemId: ItemId | null;
}

/** The steps that an event may take, an entry for each line of the case that it fits; or why none. */
export type Fits = { readonly lines: readonly (readonly Move[])[]; readonly day: Move | null; readonly why: Reason };

/** What an event means to a case. A day it brings is a fact of its own, for a line that would set it may need more. */
export function fitsOf(event: InwardEvent, subject: Subject): Fits {
  const lines = openLines(event, subject);
  switch (event.type) {
    case 'payment.received':
      return payment(event, subject, lines);
    case 'parcel.received':
      return { lines: lines.flatMap(received), day: null, why: 'nothing-waits' };
    case 'order.delivered': {
      // A parcel of ours that came to the customer is no delivery of what was once bought.
      if (isAboutLine(event, subject)) return { lines: lines.flatMap(delivered), day: null, why: 'nothing-waits' };
      return dayed('delivery-date', event, lines, subject);
    }
    case 'unit.installed':
      return dayed('installation-date', event, lines, subject);
    default:
      return assertNever(event.type);
  }
}

function openLines({ item }: InwardEvent, { items, itemId }: Subject): readonly ItemView[] {
  const wanted = item ?? itemId;
  return items.filter(({ next, id, name }) => next !== null && (wanted === null || id === wanted || name === wanted));
}

function isAboutLine({ item }: InwardEvent, { itemId }: Subject): boolean {
  return item !== null || itemId !== null;
}

function received({ id, is, step }: ItemView): readonly (readonly Move[])[] {
  const waits =
    (is === 'depot-repair' && (step === 'opened' || step === 'sent')) ||
    (is === 'return' && (step === 'accepted' || step === 'collected'));
  return waits ? [[{ kind: 'step', itemId: id, step: 'received' }]] : [];
}

function delivered({ id, is, step }: ItemView): readonly (readonly Move[])[] {
  return is === 'depot-repair' && step === 'shipped' ? [[{ kind: 'step', itemId: id, step: 'delivered' }]] : [];
}

/** The day is set by the task that is to set it, if nothing else is asked for there; else it is told as a fact. */
function dayed(fact: SetFact, { on }: InwardEvent, lines: readonly ItemView[], { definitions }: Subject): Fits {
  const tasks = lines.filter(({ name, is, step }) => {
    const definition = definitions[name];
    return is === 'task' && step === 'opened' && definition !== undefined && setsOnly(fact, definition);
  });
  const told: Move = { kind: 'day', fact, on };
  return {
    lines: tasks.map(({ id }): readonly Move[] => [{ kind: 'step', itemId: id, step: 'done' }, told]),
    day: told,
    why: 'nothing-waits',
  };
}

function setsOnly(fact: SetFact, definition: ItemDefinition): boolean {
  return (
    definition.is === 'task' &&
    definition.sets === fact &&
    definition.checklist.length === 0 &&
    definition.signed === null
  );
}

function payment({ money }: InwardEvent, subject: Subject, lines: readonly ItemView[]): Fits {
  const owing = lines.flatMap((line) => {
    const owed = owedOn(line, subject.definitions[line.name]);
    return owed === null ? [] : [owed];
  });
  const paid = owing.filter(
    ({ amountMinor }) => money?.amountMinor === amountMinor && money.currency === subject.currency,
  );
  return {
    lines: paid.map(({ moves }) => moves),
    day: null,
    why: owing.length === 0 ? 'nothing-waits' : 'amount-differs',
  };
}

/** What is owed on a line, and what its payment is. Whoever pays exactly what was asked has said yes to it. */
function owedOn(
  { id: itemId, is, step, amountMinor, owedMinor, finding }: ItemView,
  definition: ItemDefinition | undefined,
): { readonly amountMinor: number; readonly moves: readonly Move[] } | null {
  if (is === 'return') {
    if (step !== 'inspected' || finding !== 'passed' || owedMinor === undefined || owedMinor <= 0) return null;
    return {
      amountMinor: owedMinor,
      moves: [{ kind: 'step', itemId, step: 'difference-paid', amountMinor: owedMinor }],
    };
  }
  if (definition?.is !== 'quotation' || definition.payment === 'none' || amountMinor === undefined) return null;
  const paid: Move = { kind: 'step', itemId, step: 'paid' };
  if (step === 'accepted') return { amountMinor: owedMinor ?? amountMinor, moves: [paid] };
  return step === 'sent' ? { amountMinor, moves: [{ kind: 'step', itemId, step: 'accepted' }, paid] } : null;
}
