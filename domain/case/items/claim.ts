import { localDate } from '../../calendar/local-day.ts';
import type { ReturnDefinition } from '../../policy/pinned-items.ts';
import type { Claim, Claimed } from '../../remedy/claim.ts';
import { traitsOf } from '../traits.ts';
import type { Item, ItemValues } from './item.ts';
import type { Ask } from './machine.ts';

/** What of a claim was said, on top of what was said before; undefined when nothing ever was. */
export function claimWith(before: Claim | undefined, values: ItemValues): Claim | undefined {
  const { remedy, ground, packaging, points, differenceMinor, quantity } = values;
  const all = { remedy, ground, packaging, points, differenceMinor, quantity };
  const said = Object.entries(all).filter(([, value]) => value !== undefined);
  return said.length === 0 ? before : { ...before, ...Object.fromEntries(said) };
}

/** Where nothing came of a claim that was accepted. */
const GONE_BACK = ['sent-back', 'dropped'];

/** The claim as the terms judge it: on the day on which it was made, whenever somebody comes to judge it. */
export function claimedBy({ state, values, context }: Ask<ReturnDefinition>, item: Item): Claimed {
  const { facts, unit, items = [] } = state;
  const others = items.filter(({ id, name, grant, step }) => {
    return name === item.name && id !== item.id && grant !== undefined && !GONE_BACK.includes(step);
  });
  return {
    claim: claimWith(item.claim, values) ?? {},
    traits: traitsOf(state),
    facts,
    unit,
    on: localDate(context.calendars, item.openedAtMs),
    earlier: others.reduce((sum, { claim }) => sum + (claim?.quantity ?? 1), 0),
    complaints: items.filter(({ is, step }) => is === 'complaint' && step !== 'dropped').length,
  };
}
