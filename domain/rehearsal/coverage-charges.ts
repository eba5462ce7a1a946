import type { FactOf } from '../case/events.ts';
import { plainFact } from '../case/facts.ts';
import type { CaseState } from '../case/state.ts';
import { traitsOf } from '../case/traits.ts';
import { matches, type Traits } from '../policy/match.ts';
import type { PinnedPolicy } from '../policy/pinned.ts';
import type { Work } from '../pricing/charge-lines.ts';
import { outcomeOfCause } from '../warranty/causes.ts';
import { repairedPartUntil } from '../warranty/unit.ts';
import type { Rule, RuleId } from './coverage-rules.ts';

/** Who pays and how much: the rules of a policy's products, warranty and prices, in the order of the file. */
export function chargeRules({ warranty, prices }: PinnedPolicy): Rule[] {
  const { anchor, orElse = [], periods, proof, exclusions, expired, causes = {} } = warranty;
  return [
    ...periods.flatMap(({ when, months, parts = {} }) => {
      const products = when.products?.join(', ');
      return [
        rule(periodRule(when), `${products} is under warranty for ${months} months`),
        ...Object.entries(parts).map(([part, own]) =>
          rule(partRule(when, part), `${part} of ${products} is under warranty for ${own} months`),
        ),
      ];
    }),
    ...orElse.map((day, index) => rule(`warranty/from/${index + 1}`, `${day} stands in where ${anchor} is not known`)),
    ...(proof === undefined ? [] : [rule('warranty/proof/without', `a claim without proof: ${proof.without}`)]),
    ...Object.entries(exclusions).map(([damage, outcome]) =>
      rule(`warranty/exclusions/${damage}`, `${damage} takes the free repair away: ${outcome}`),
    ),
    ...(periods.length === 0 ? [] : [rule('warranty/expired', `an expired warranty: ${expired}`)]),
    ...Object.entries(causes).map(([cause, outcome]) =>
      rule(`warranty/causes/${cause}`, `a fault whose cause is ${cause}: ${outcome}`),
    ),
    ...(warranty.repairedPartMonths === undefined
      ? []
      : [rule('warranty/repairedPartMonths', `a repaired part has ${warranty.repairedPartMonths} months of its own`)]),
    ...(warranty.restartAfter === undefined
      ? []
      : [rule('warranty/restartAfter', 'a fault that comes again starts the warranty anew')]),
    ...prices.charged.map((item, index) => rule(`prices/charged/${index}`, `${item} is charged outside warranty`)),
    ...Object.keys(prices.fees ?? {}).map((code) => rule(`prices/fees/${code}`, `${code} has a price of its own`)),
    ...(prices.charges ?? []).map(({ charge, at }, index) =>
      rule(`prices/charges/${index}`, `charged for ${charge.join(', ') || 'nothing'} at ${at}`),
    ),
  ];
}

/** The rules that a classification showed at work. */
export function standingRules({ warranty }: PinnedPolicy, event: FactOf<'CaseClassified'>, state: CaseState): RuleId[] {
  const found = event.warranty;
  switch (found.standing) {
    case 'excluded':
      return [`warranty/exclusions/${event.damage}`];
    case 'unknown':
      return found.missing === 'proof' ? ['warranty/proof/without'] : [];
    case 'in-warranty':
    case 'expired': {
      const own = repairedPartUntil(warranty, state.unit, plainFact(state.facts, 'part'));
      if (own === found.untilDate) return ['warranty/repairedPartMonths'];
      const period = warranty.periods.find(({ when }) => matches(when, traitsOf(state)));
      const anchor = found.anchor === undefined ? -1 : (warranty.orElse ?? []).indexOf(found.anchor);
      return [
        ...(period === undefined
          ? []
          : [found.part === undefined ? periodRule(period.when) : partRule(period.when, found.part)]),
        ...(anchor < 0 ? [] : [`warranty/from/${anchor + 1}`]),
        ...(found.standing === 'expired' ? ['warranty/expired'] : []),
      ];
    }
  }
}

/** The rules that a report or a quotation showed at work; `traits` are the case's after it. */
export function billRules(policy: PinnedPolicy, bill: Bill, { traits, warranty }: Billed): RuleId[] {
  const { prices } = policy;
  const { cause, parts, labour, fees = [] } = bill;
  const used = { parts: parts.length > 0, labour: labour.length > 0, travel: prices.travelMinor > 0 };
  const isCharged = outcomeOfCause(policy.warranty, warranty, cause) === 'quote';
  const isPaid = bill.amountMinor > 0;
  const row = (prices.charges ?? []).findIndex(({ when }) => matches(when, traits));
  const usual = prices.charged.flatMap((item, index) => (used[item] ? [`prices/charged/${index}`] : []));
  return [
    ...(policy.warranty.causes?.[cause] === undefined ? [] : [`warranty/causes/${cause}`]),
    ...fees.map(({ code }) => `prices/fees/${code}`),
    ...(isCharged && row >= 0 ? [`prices/charges/${row}`] : []),
    ...(isCharged && row < 0 && isPaid ? usual : []),
  ];
}

interface Bill extends Work {
  readonly amountMinor: number;
}

interface Billed {
  readonly traits: Traits;
  readonly warranty: Parameters<typeof outcomeOfCause>[1];
}

function rule(id: RuleId, about: string): Rule {
  return { id, about };
}

type When = PinnedPolicy['warranty']['periods'][number]['when'];

function periodRule(when: When): RuleId {
  return `products/${when.products?.[0] ?? ''}/warrantyMonths`;
}

function partRule(when: When, part: string): RuleId {
  return `products/${when.products?.[0] ?? ''}/parts/${part}`;
}
