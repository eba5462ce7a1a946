import { suggest } from '../did-you-mean.ts';
import type { Finding } from '../fault.ts';
import { BIRTHDAY } from '../pin-care.ts';
import type { PolicySource } from '../schema.ts';

/** Longer before a feast its calendar may not be known yet. */
const MOST_DAYS_BEFORE = 30;

/** Feasts that care names, and what goes with a day of the year. */
export function checkFeasts({ care, feasts = {} }: PolicySource): Finding[] {
  const known = [BIRTHDAY, ...Object.keys(feasts)];
  const reserved: Finding[] = Object.hasOwn(feasts, BIRTHDAY)
    ? [
        {
          code: 'reserved-name',
          message: `${BIRTHDAY} is that of the customer; give the feast another name`,
          path: ['feasts', BIRTHDAY],
        },
      ]
    : [];
  const used = (care?.occasions ?? []).flatMap(({ on, daysBefore, does, purpose }, i): Finding[] => {
    const path = ['care', 'occasions', i];
    const wrong = (message: string, key: string): Finding[] => [
      { code: 'care-occasion', message, path: [...path, key] },
    ];
    if (on !== undefined && !known.includes(on)) {
      return [
        { code: 'unknown-feast', message: `no feast is called ${on}; ${suggest(on, known)}`, path: [...path, 'on'] },
      ];
    }
    if (on === undefined && daysBefore !== undefined) {
      return wrong('days before go with on, like { on: birthday, daysBefore: 3 }', 'daysBefore');
    }
    if (daysBefore !== undefined && daysBefore > MOST_DAYS_BEFORE) {
      return wrong(`nobody plans that far ahead here; write at most ${MOST_DAYS_BEFORE}`, 'daysBefore');
    }
    return purpose !== undefined && (does === 'task' || does === 'open-case')
      ? wrong('nobody is written to on this occasion; leave purpose out', 'purpose')
      : [];
  });
  return [...reserved, ...used];
}
