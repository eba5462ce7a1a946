import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';
import type { SourceRemedyRule } from '../schema-remedy.ts';
import { covers } from './clocks.ts';

/** Terms on which goods come back: each can be reached, counts from some day, and asks for what there is. */
export function checkRemedies(source: PolicySource): Finding[] {
  return Object.entries(source.items ?? {}).flatMap(([name, { rules = [] }]) =>
    rules.flatMap((rule, i) => {
      const message = wrongWith(rule, source) ?? unreachable(rule, rules.slice(0, i));
      return message === null ? [] : [{ code: 'remedy-rule', message, path: ['items', name, 'rules', i] }];
    }),
  );
}

function wrongWith(rule: SourceRemedyRule, { items = {}, faults }: PolicySource): string | null {
  const { withinDays, from, surplus, shortfall, remedy, repairs, complaint } = rule;
  if (withinDays !== undefined && from === undefined) return 'withinDays counts from no day; write from: order-date';
  if (withinDays === undefined && from !== undefined) return 'nothing is counted from this day; write withinDays:';
  const isPriced = surplus !== undefined || shortfall !== undefined;
  if (isPriced && !remedy.includes('exchange')) return 'only an exchange has a difference of price; leave it out';
  if (repairs !== undefined && faults === undefined) {
    return 'repairs are counted by their fault, and the policy names none; write faults: at the top';
  }
  if (complaint !== undefined && !Object.values(items).some(({ is }) => is === 'complaint')) {
    return 'nobody can complain, for no item is a complaint; write one, or leave complaint: out';
  }
  return null;
}

/** Every remedy on every ground is taken by earlier rules for the same cases. */
function unreachable(rule: SourceRemedyRule, earlier: readonly SourceRemedyRule[]): string | null {
  const wider = earlier.filter(({ when }) => covers(when, rule.when));
  const isTaken = rule.remedy.every((remedy) =>
    rule.grounds.every((ground) => wider.some((one) => one.remedy.includes(remedy) && one.grounds.includes(ground))),
  );
  return isTaken ? 'earlier rules fit all of this first; put the narrower one first, or drop it' : null;
}
