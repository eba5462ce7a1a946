import { plainFact } from '../case/facts.ts';
import type { RemedyRule } from '../policy/pinned-remedy.ts';
import { type Condition, PACKAGINGS } from '../policy/remedy-words.ts';
import { dayNumber } from '../shared/civil-date.ts';
import { isShown } from '../warranty/proof.ts';
import type { Claimed } from './claim.ts';

/** How a condition stands: met, not met, or nobody has said what it depends on. */
export type Verdict =
  | { readonly kind: 'met' }
  | { readonly kind: 'unmet'; readonly allowed: string; readonly found: string }
  | { readonly kind: 'unknown'; readonly missing: string };

const MET: Verdict = { kind: 'met' };
const unmet = (allowed: string | number, found: string | number): Verdict => ({
  kind: 'unmet',
  allowed: String(allowed),
  found: String(found),
});
const unknown = (missing: string): Verdict => ({ kind: 'unknown', missing });

/** Conditions of a rule that fits; the fit itself is judged in `rules.ts`. */
export type RuleCondition = Exclude<Condition, 'case' | 'remedy' | 'ground'>;

/** Each condition of a rule on its own; one that the rule does not have is met. */
export const JUDGED: Readonly<Record<RuleCondition, (rule: RemedyRule, claimed: Claimed) => Verdict>> = {
  promotion: ({ promotion }, { facts }) => {
    if (promotion === undefined) return MET;
    const kind = plainFact(facts, 'order-kind');
    if (kind === null) return unknown('order-kind');
    return kind === 'promotion' ? unmet('no promotion', kind) : MET;
  },
  sets: ({ sets }, { facts, claim: { points, differenceMinor } }) => {
    if (sets === undefined) return MET;
    const kind = plainFact(facts, 'order-kind');
    if (kind === null) return unknown('order-kind');
    if (kind !== 'set') return MET;
    if (sets === 'excluded') return unmet('no set', kind);
    if (points === undefined) return unknown('points');
    if (differenceMinor === undefined) return unknown('differenceMinor');
    return points === 0 && differenceMinor === 0 ? MET : unmet('equal points and price in a set', 'a difference');
  },
  withinDays: ({ within }, { facts, on }) => {
    if (within === undefined) return MET;
    const from = within.from.find((day) => plainFact(facts, day) !== null);
    if (from === undefined) return unknown(within.from[0] ?? '');
    const day = (dayNumber(on) ?? 0) - (dayNumber(plainFact(facts, from) ?? '') ?? 0);
    return day <= within.days ? MET : unmet(`${within.days} days from ${from}`, `day ${day}`);
  },
  packaging: ({ packaging }, { claim }) => {
    if (packaging === undefined) return MET;
    if (claim.packaging === undefined) return unknown('packaging');
    const isGoodEnough = PACKAGINGS.indexOf(claim.packaging) <= PACKAGINGS.indexOf(packaging);
    return isGoodEnough ? MET : unmet(packaging, claim.packaging);
  },
  points: ({ points: most }, { claim: { points } }) => {
    if (most === undefined) return MET;
    if (points === undefined) return unknown('points');
    return Math.abs(points) <= most ? MET : unmet(most, points);
  },
  perOrder: ({ perOrder }, { claim: { quantity = 1 }, earlier }) =>
    perOrder === undefined || earlier + quantity <= perOrder ? MET : unmet(perOrder, earlier + quantity),
  proof: ({ proof }, { facts }) =>
    proof === undefined || isShown(proof, facts) ? MET : unmet(proof.join(', '), plainFact(facts, 'proof') ?? 'none'),
  repairs: ({ repairs }, { facts, unit }) => {
    if (repairs === undefined) return MET;
    if (facts['serial-number'] === undefined) return unknown('serial-number');
    const fault = plainFact(facts, 'fault');
    if (fault === null) return unknown('fault');
    const found = (unit?.repairs ?? []).filter((repair) => repair.fault === fault).length;
    return found >= repairs ? MET : unmet(repairs, found);
  },
  complaint: ({ complaint }, { complaints }) =>
    complaint === undefined || complaints > 0 ? MET : unmet('with a complaint', 'none'),
};
