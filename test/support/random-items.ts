import fc from 'fast-check';
import { checkClocks } from '../../domain/policy/check/clocks.ts';
import { checkItems } from '../../domain/policy/check/items.ts';
import { severityOf } from '../../domain/policy/fault.ts';
import { ITEM_KINDS, ITEM_STEPS } from '../../domain/policy/item-words.ts';
import { BRINGS } from '../../domain/policy/pinned-depot.ts';
import { RECEIPT_WORDS } from '../../domain/policy/receipt-words.ts';
import { type PolicySource, policySchema } from '../../domain/policy/schema.ts';
import { FAULT_CAUSES, MILESTONES, PAUSE_CAUSES, PLAN_STAGES } from '../../domain/policy/vocabulary.ts';
import { calendar, duration, minutes, some, when } from './random-rules.ts';

/** Names that items of a random policy may have; the words of such a policy have them all. */
export const ITEM_NAMES = ['form', 'word', 'leave', 'check', 'card'];
const STEPS = [...new Set(ITEM_KINDS.flatMap((kind) => ITEM_STEPS[kind]))];
const itemStep = fc.tuple(fc.constantFrom(...ITEM_NAMES), fc.constantFrom(...STEPS, 'ended')).map((at) => at.join('.'));
const owner = fc.constantFrom('opener', 'lead', 'technician', 'role:desk', 'role:head');

const any = {
  opens: fc.array(
    fc.record({
      on: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('opened', 'facts-complete', 'record-completed') },
        { weight: 3, arbitrary: fc.constantFrom(...MILESTONES, 'nobody-fits') },
        { weight: 2, arbitrary: itemStep },
        { weight: 1, arbitrary: fc.nat(3).map((i) => `clock-${i}.breached`) },
      ),
      when: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: when }),
    }),
    { maxLength: 2 },
  ),
  blocks: fc.array(
    fc.oneof(
      fc.constant('closing'),
      fc.constantFrom(...PLAN_STAGES.slice(1)),
      fc.constantFrom(...PLAN_STAGES.slice(1)),
      itemStep,
    ),
    { maxLength: 2 },
  ),
};
const bands = fc.constantFrom(
  [{ by: 'head' }],
  [{ upTo: 50, by: 'nobody' }, { by: 'head' }],
  [{ upTo: 50, by: 'desk' }, { upTo: 500, by: 'lead' }, { by: 'head' }],
);
const terms = fc.constantFrom(
  [{ remedy: ['exchange', 'return'], grounds: ['goodwill', 'defect'], freight: 'company' }],
  [
    {
      when: { products: 'A-1' },
      remedy: 'exchange',
      grounds: 'goodwill',
      points: 5,
      surplus: 'customer',
      freight: 'customer',
    },
    { remedy: ['exchange', 'return'], grounds: 'goodwill', perOrder: 2, shortfall: 'refunded', freight: 'company' },
    { remedy: 'return', grounds: 'defect', withinDays: 30, from: 'purchase-date', freight: 'company' },
  ],
  [{ remedy: 'replace', grounds: 'repeat-fault', repairs: 2, freight: 'company' }],
);
const payment = fc.constantFrom('before', 'after', 'none');
/** Only what is taken in has a time without anybody saying it to the item. */
const onTakenIn = fc.constantFrom([], [{ on: 'report-filed', when: { results: ['taken-in'] } }]);
const item = fc.oneof(
  fc.record({
    is: fc.constant('task'),
    ...any,
    owner,
    checklist: fc.subarray(['keys', 'papers']),
    signed: fc.constantFrom('customer', undefined),
    sets: fc.constantFrom('acceptance-date', undefined, undefined),
  }),
  fc.record({
    is: fc.constant('promise'),
    ...any,
    opens: onTakenIn,
    owner,
  }),
  fc.record({ is: fc.constant('approval'), ...any, bands }),
  fc.record({
    is: fc.constant('complaint'),
    ...any,
    opens: fc.constantFrom([], [], [{ on: 'record-completed', topic: 'manners' }]),
    topics: fc.constantFrom({ manners: 'role:head' }, { manners: 'lead', quality: 'opener' }),
    refer: fc.boolean(),
  }),
  fc.record({
    is: fc.constant('quotation'),
    ...any,
    owner,
    answer: fc.constantFrom('consent', 'none'),
    payment,
  }),
  fc.record({
    is: fc.constant('quotation'),
    ...any,
    owner,
    answer: fc.constant('consent'),
    payment,
    validFor: minutes(1, 200),
    hours: calendar,
  }),
  fc.record({
    is: fc.constant('depot-repair'),
    ...any,
    owner,
    brings: fc.constantFrom(...BRINGS),
    checklist: fc.subarray(['keys', 'papers']),
    freight: fc.constantFrom(undefined, [
      { when: { causes: ['wear', 'user-damage'] }, payer: 'customer' },
      { payer: 'company' },
    ]),
  }),
  fc.record({
    is: fc.constant('depot-repair'),
    ...any,
    opens: onTakenIn,
    owner,
    brings: fc.constantFrom(...BRINGS),
    agrees: fc.constant(true),
  }),
  fc.record({
    is: fc.constant('return'),
    ...any,
    owner,
    collects: fc.constantFrom('us', 'customer', undefined),
    rules: terms,
  }),
  fc.record({ is: fc.constant('loaner'), ...any, owner, sameClass: fc.boolean() }),
);

/** A word for each of them, its steps and its clocks. */
export const ITEM_WORDS = [
  ...ITEM_NAMES.flatMap((name) => [name, ...STEPS.map((step) => `${name}.${step}`)]),
  ...Array.from({ length: 4 }, (_, i) => `beside-${i}`),
  ...['manners', 'quality', 'replace', 'company', 'customer'],
  ...FAULT_CAUSES,
  ...RECEIPT_WORDS,
].map((word) => [word, word]);

/** Lines beside the main line, clocks that run on them, and what people are told of them. */
export const besides = fc.record({
  items: fc
    .array(item, { maxLength: ITEM_NAMES.length })
    .map((all) => Object.fromEntries(all.map((one, i) => [ITEM_NAMES[i]!, one]))),
  clocks: fc.array(
    fc.record({
      from: fc.oneof(itemStep, fc.constantFrom('opened', 'record-completed')),
      until: itemStep,
      calendar,
      pausedWhile: fc.subarray([...PAUSE_CAUSES]),
      limits: fc.array(fc.record({ when, within: fc.oneof(duration(1), fc.constant('agreed')) }), {
        minLength: 1,
        maxLength: 2,
      }),
      warnAt: fc.subarray([50]),
      warn: fc.constantFrom('owner', 'lead'),
      ladder: fc.constantFrom('short', 'long'),
    }),
    { maxLength: 4 },
  ),
  notices: fc.array(
    fc.oneof(
      fc.record({ on: itemStep, to: fc.constantFrom('owner', 'lead', 'role:head'), by: some(['sms', 'email']) }),
      fc.record({ on: itemStep, to: fc.constant('customer'), by: some(['sms', 'email']), hours: calendar }),
    ),
    { maxLength: 4 },
  ),
});

/** The policy with what fits of them: a name at random seldom does. */
export function withBesides(
  input: { readonly notices: readonly object[] },
  source: PolicySource,
  found: object,
): PolicySource {
  const { items, clocks, notices } = found as { items: object; clocks: object[]; notices: object[] };
  const withItems = withoutFaultyItems(policySchema.parse({ ...input, items }), source.clocks);
  const kept = clocks.map((clock, i) => [`beside-${i}`, clock]);
  const all = policySchema.parse({
    ...input,
    notices: [...input.notices, ...notices],
    clocks: Object.fromEntries(kept),
  });
  const paid = Object.entries(withItems).flatMap(([name, one]): `${string}.paid`[] =>
    one.is === 'quotation' && one.payment !== 'none' ? [`${name}.paid`] : [],
  );
  return withoutFaultyUses({
    ...source,
    receipts: { on: ['report-signed', ...paid], prefix: 'R' },
    items: withItems,
    assignment: withReserve(source.assignment, withItems),
    clocks: { ...source.clocks, ...all.clocks },
    notices: all.notices,
  });
}

/** Another department steps in once the first approval that there is has been granted. */
function withReserve(assignment: PolicySource['assignment'], items: Items): PolicySource['assignment'] {
  const leave = Object.entries(items).find(([, { is }]) => is === 'approval')?.[0];
  return leave === undefined ? assignment : { ...assignment, reserve: { role: 'aide', after: `${leave}.granted` } };
}

type Items = NonNullable<PolicySource['items']>;

/** Without the occasions, the blocks and the items that the check refuses. */
function withoutFaultyItems(source: PolicySource, clocks: PolicySource['clocks']): Items {
  const paths = checkItems({ ...source, clocks, notices: [] })
    .filter(({ code, path }) => severityOf(code) === 'fault' && path[0] === 'items')
    .map(({ path }) => path.slice(1).map(String));
  const { items = {} } = source;
  if (paths.length === 0) return items;
  const is = (...place: string[]) => paths.some((path) => place.every((step, i) => path[i] === step));
  const left = Object.entries(items).flatMap(([name, one]) => {
    const rows = paths.filter(([first, key]) => first === name && (key === 'opens' || key === 'blocks'));
    if (rows.length === 0 && is(name)) return [];
    const opens = one.opens.filter(
      (_, i) =>
        !is(name, 'opens', String(i)) &&
        !paths.some((path) => path.length === 2 && path[0] === name && path[1] === 'opens'),
    );
    return [[name, { ...one, opens, blocks: one.blocks.filter((_, i) => !is(name, 'blocks', String(i))) }]];
  });
  return withoutFaultyItems({ ...source, items: Object.fromEntries(left) }, clocks);
}

/** Without the clocks and notices that lead to no item. */
function withoutFaultyUses(source: PolicySource): PolicySource {
  const faults = [...checkItems(source), ...checkClocks(source)].filter(({ code }) => severityOf(code) === 'fault');
  if (faults.length === 0) return source;
  const clocks = new Set(faults.flatMap(({ path }) => (path[0] === 'clocks' ? [path[1]] : [])));
  const notices = new Set(faults.flatMap(({ path }) => (path[0] === 'notices' ? [path[1]] : [])));
  return withoutFaultyUses({
    ...source,
    clocks: Object.fromEntries(Object.entries(source.clocks).filter(([id]) => !clocks.has(id))),
    notices: source.notices.filter((_, i) => !notices.has(i)),
  });
}
