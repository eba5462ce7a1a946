import { OCCASION_STEPS } from '../care-words.ts';
import { suggest } from '../did-you-mean.ts';
import type { FaultPath, Finding } from '../fault.ts';
import { CLOSING, ENDED, ITEM_STEPS, type ItemKind, type ItemName, partsOf } from '../item-words.ts';
import type { PolicySource } from '../schema.ts';
import type { SourceFilter } from '../schema-filter.ts';
import { PLAN_STAGES } from '../vocabulary.ts';
import { BREACHED, comesTo, isMilestone } from './item-reach.ts';
import { checkItemValues } from './item-values.ts';
import { mayBeOf, plansOf } from './reach.ts';

type Items = NonNullable<PolicySource['items']>;

/** Lines beside the main line: what they are named after exists, opens, and ends. */
export function checkItems(source: PolicySource): Finding[] {
  const { items = {} } = source;
  return [
    ...Object.keys(items).flatMap((name) => names(source, name)),
    ...checkItemValues(source),
    ...Object.entries(items).flatMap(([name, item]) => [
      ...item.opens.flatMap((row, i) => opening(source, name, row, ['items', name, 'opens', i])),
      ...item.blocks.flatMap((target, i) => blocking(source, name, target, ['items', name, 'blocks', i])),
    ]),
    ...cycles(items),
    ...Object.entries(source.clocks).flatMap(([id, { from, until }]) => [
      ...known(source, from, ['clocks', id, 'from'], [ENDED]),
      ...known(source, until, ['clocks', id, 'until'], [ENDED]),
    ]),
    ...source.notices.flatMap(({ on }, i) => known(source, on, ['notices', i, 'on'], [])),
    ...known(source, source.assignment.reserve?.after ?? '', ['assignment', 'reserve', 'after'], []),
  ];
}

/** The id of an item: its name and a number. */
export const ITEM_ID = /^(.+)-\d+$/;

/** An id is its item's name and a number; clocks and items share their names, for both have occasions. */
function names({ clocks }: PolicySource, name: ItemName): Finding[] {
  const path = ['items', name];
  if (ITEM_ID.test(name)) {
    const message = `${name} reads like the id of an item, which is its name and a number; give it a name without the number`;
    return [{ code: 'reserved-name', message, path }];
  }
  if (clocks[name] === undefined) return [];
  return [{ code: 'reserved-name', message: `a clock is called ${name} already; give the item another name`, path }];
}

/** A step of an item or of an occasion of care that the policy has; what is no step at all is none of this check's business. */
export function known(
  { items = {}, care }: PolicySource,
  occasion: string,
  path: FaultPath,
  more: readonly string[],
): Finding[] {
  const parts = partsOf(occasion);
  if (parts === null) return [];
  const own = care?.occasions.find(({ name }) => name === parts.name);
  if (own !== undefined) {
    const steps: readonly string[] = OCCASION_STEPS[own.does];
    if (steps.includes(parts.step)) return [];
    const message = `an occasion that does ${own.does} has no step ${parts.step}; ${suggest(parts.step, steps)}`;
    return [{ code: 'unknown-step', message, path }];
  }
  const item = items[parts.name];
  if (item === undefined) {
    const names = [...Object.keys(items), ...(care?.occasions ?? []).map(({ name }) => name)];
    const message = `no item is called ${parts.name}; ${suggest(parts.name, names)}`;
    return [{ code: 'unknown-item', message, path }];
  }
  const steps = [...stepsOf(item.is), ...more];
  if (steps.includes(parts.step)) return [];
  const message = `${article(item.is)} has no step ${parts.step}; ${suggest(parts.step, steps)}`;
  return [{ code: 'unknown-step', message, path }];
}

function stepsOf(kind: ItemKind): readonly string[] {
  return ITEM_STEPS[kind];
}

function article(kind: ItemKind): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

/** What an item can't begin without, and only somebody can say. */
const SAID_BY_SOMEBODY: Readonly<Partial<Record<ItemKind, string>>> = {
  promise: 'the time that was agreed',
  complaint: 'what it is about (topic)',
};

function opening(
  source: PolicySource,
  name: ItemName,
  { on, when, topic }: Items[ItemName]['opens'][number],
  place: FaultPath,
): Finding[] {
  const path = [...place, 'on'];
  const parts = partsOf(on);
  const isBreach = parts?.step === BREACHED && source.clocks[parts.name] !== undefined;
  const wrong = isBreach || isMilestone(on) ? [] : known(source, on, path, [ENDED]);
  if (wrong.length > 0) return wrong;
  if (on === 'closed') {
    return [{ code: 'item-opens', message: 'nothing opens in a closed case; choose an earlier occasion', path }];
  }
  const item = source.items?.[name];
  const unknownTopic = topicOf(item, topic, place);
  if (unknownTopic !== null) return [unknownTopic];
  const agrees = item?.is === 'promise' || item?.agrees === true;
  const said = agrees ? SAID_BY_SOMEBODY.promise : SAID_BY_SOMEBODY[item?.is ?? 'task'];
  if (said !== undefined && topic === undefined && !(agrees && isTakenIn(on, when))) {
    const message = `it begins with ${said}; without that it can’t open by itself, so leave opens out`;
    return [{ code: 'item-opens', message, path }];
  }
  if (plansOf(source).some((plan) => mayBeOf(when, plan.kind) && comesTo(source, plan, on))) return [];
  const message = `no kind this is for ever comes to ${on}; widen its filter, or choose another occasion`;
  return [{ code: 'item-opens', message, path }];
}

/** A complaint that opens by itself is about one of its topics; nothing else has one. */
function topicOf(item: Items[ItemName] | undefined, topic: string | undefined, place: FaultPath): Finding | null {
  if (item === undefined || topic === undefined) return null;
  const path = [...place, 'topic'];
  if (item.is !== 'complaint') {
    return { code: 'item-value', message: `topic says nothing of ${article(item.is)}; leave it out`, path };
  }
  const topics = Object.keys(item.topics ?? {});
  if (topics.includes(topic)) return null;
  return { code: 'item-value', message: `no topic is called ${topic}; ${suggest(topic, topics)}`, path };
}

/** What is taken in has a time that was agreed with the customer. */
function isTakenIn(on: string, { results = [] }: SourceFilter): boolean {
  return on === 'report-filed' && results.length > 0 && results.every((result) => result === 'taken-in');
}

function blocking(source: PolicySource, name: ItemName, target: string, path: FaultPath): Finding[] {
  if (target === CLOSING) return [];
  const parts = partsOf(target);
  if (parts?.name === name) {
    return [{ code: 'item-blocks', message: 'an item can’t wait for itself; name a step of another item', path }];
  }
  if (parts !== null) return known(source, target, path, []);
  const stage = PLAN_STAGES.find((one) => one === target);
  if (stage === 'intake') {
    const message = 'every case begins with intake, before anything could be opened; name a later stage';
    return [{ code: 'item-blocks', message, path }];
  }
  if (stage !== undefined && plansOf(source).some(({ stages }) => stages.includes(stage))) return [];
  return [
    { code: 'item-blocks', message: `no kind goes through ${target}; name a stage of some plan, or closing`, path },
  ];
}

/** Items that would open each other for ever. */
function cycles(items: Items): Finding[] {
  const opensOn = (name: ItemName): ItemName[] =>
    (items[name]?.opens ?? []).flatMap(({ on }) => partsOf(on)?.name ?? []).filter((one) => items[one] !== undefined);
  const comesBack = (name: ItemName, at: ItemName, seen: readonly ItemName[]): boolean =>
    opensOn(at).some((next) => next === name || (!seen.includes(next) && comesBack(name, next, [...seen, next])));
  return Object.keys(items)
    .filter((name) => comesBack(name, name, []))
    .map((name) => ({
      code: 'item-cycle',
      message: `${name} opens on what it leads to itself, so it would never end; drop one of the occasions`,
      path: ['items', name, 'opens'],
    }));
}
