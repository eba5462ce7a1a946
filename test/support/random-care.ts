import fc from 'fast-check';
import { calendar, duration, some, timeOfDay, when } from './random-rules.ts';

/** An occasion that every random care has, and one that opens a task of its own. */
const NAMES = ['ring', 'greet', 'check-up', 'score', 'errand'] as const;

/** A word for each, and for each of its steps. */
export const CARE_WORDS = NAMES.flatMap((name) => ['due', 'problem'].map((step) => `${name}.${step}`)).map((word) => [
  word,
  word,
]);

/** One of each kind, within the weeks of a play. */
export const FEASTS = {
  'fools-day': { on: '04-01' },
  'mothers-day': { month: 5, weekday: 'sun', nth: 2 },
  'dragon-boat': { lunar: '05-05' },
};

const anchor = fc.constantFrom('purchase-date', 'acceptance-date', undefined);
const falls = fc.oneof(
  fc.record({ after: fc.record({ days: fc.nat(20), of: anchor }) }),
  fc.record({ after: fc.record({ months: fc.nat(3), days: fc.nat(3), of: anchor }) }),
  fc.record({ every: fc.record({ days: fc.integer({ min: 1, max: 20 }), of: anchor }) }),
  fc.record({ every: fc.record({ months: fc.integer({ min: 1, max: 3 }), of: anchor }) }),
  fc.record(
    { on: fc.constantFrom('birthday', ...Object.keys(FEASTS)), daysBefore: fc.constantFrom(1, 3) },
    { requiredKeys: ['on'] },
  ),
  fc.record({ every: fc.record({ in: some([3, 4, 5, 6, 7, 11]), day: fc.integer({ min: 1, max: 31 }) }) }),
);
const turns = fc.constantFrom(undefined, ['sms', 'phone'], ['phone', 'email', 'sms']);
const DOES = [
  { does: 'ask' },
  { does: 'tell' },
  { does: 'open-case', kind: 'repair' },
  { does: 'rate' },
  { does: 'ask' },
] as const;

const standings = fc.constantFrom({}, {}, { standings: 'in-warranty' }, { standings: ['expired', 'unknown'] });
const occasion = (i: number) =>
  fc
    .record({
      falls,
      at: timeOfDay,
      turns,
      when: fc.oneof({ weight: 3, arbitrary: standings }, { weight: 1, arbitrary: when }),
    })
    .map(({ falls: on, at, turns: channelTurns, when: filter }) => {
      const said = DOES[i]!;
      const { kinds: _, grades: __, ways: ___, ...rest } = filter as { kinds?: 1; grades?: 1; ways?: 1 };
      return {
        name: NAMES[i],
        ...on,
        at,
        ...said,
        when: rest,
        ...(said.does === 'open-case' || channelTurns === undefined ? {} : { channelTurns }),
      };
    });

/** Care at random; undefined where the policy has none. */
export const care = fc.option(
  fc.record({
    hours: calendar,
    answerWithin: duration(1),
    until: fc.constantFrom('for-life', 'warranty-end'),
    lowScore: fc.constantFrom(undefined, 1, 2),
    cases: fc.constantFrom(
      {},
      { problem: 'repair' },
      { problem: 'complaint', booked: 'repair', question: 'consultation' },
    ),
    opens: fc.constantFrom([], [{ on: 'record-completed' }], [{ on: 'opened', when: { tiers: 'key' } }]),
    occasions: fc.tuple(...NAMES.map((_, i) => occasion(i))).chain((all) => fc.subarray(all, { minLength: 1 })),
  }),
  { nil: undefined, freq: 2 },
);

/** The kind that it needs, and the notices without which nobody would hear of its occasions. */
export function withCare<
  P extends { readonly kinds: object; readonly notices: readonly object[]; readonly care?: unknown },
>(input: P): P {
  if (input.care === undefined) return input;
  const { occasions } = input.care as { occasions: readonly { name: string; does: string }[] };
  const told = occasions.flatMap(({ name, does }) =>
    does === 'open-case'
      ? []
      : [
          { on: `${name}.due`, to: 'customer', by: ['sms', 'email'], hours: 'evenings' },
          { on: `${name}.due`, to: 'role:desk', by: ['email'] },
          ...(does === 'tell' ? [] : [{ on: `${name}.problem`, to: 'lead', by: ['sms'] }]),
        ],
  );
  return {
    ...input,
    kinds: { ...input.kinds, care: { plan: ['intake', 'care'], needs: ['product-model'] } },
    notices: [...input.notices, ...told],
  };
}
