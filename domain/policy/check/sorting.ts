import type { Finding } from '../fault.ts';
import type { PolicySource } from '../schema.ts';

/** Rules that sort have a name each, for it tells in the ledger who decided, and each says something. */
export function checkSorting({ sort = [], marks = {} }: PolicySource): Finding[] {
  const rules = sort.flatMap(({ name, set }, i): Finding[] => {
    if (sort.findIndex((other) => other.name === name) < i) {
      const message = `two rules are called ${name}; give each a name of its own`;
      return [{ code: 'sort-rule', message, path: ['sort', i, 'name'] }];
    }
    if (Object.values(set).some((value) => value !== undefined)) return [];
    const message = 'this rule decides nothing; write kind, grade, urgency or tier';
    return [{ code: 'sort-rule', message, path: ['sort', i, 'set'] }];
  });
  const empty = Object.entries(marks).flatMap(([name, byLocale]): Finding[] => {
    if (Object.values(byLocale).some((words) => words.length > 0)) return [];
    const message = `${name} has no word, so no text has it; write some, like ${name}: { en: [smoke] }`;
    return [{ code: 'mark-empty', message, path: ['marks', name] }];
  });
  return [...rules, ...empty];
}
