import type { FaultPath, Finding } from '../fault.ts';
import { partsOf } from '../item-words.ts';
import type { PolicySource } from '../schema.ts';
import type { SourceOccasion } from '../schema-care.ts';
import { ITEM_ID } from './items.ts';
import { plansOf } from './reach.ts';

/** Long-term care: it has its plan, its occasions fall on days, and something comes of each. */
export function checkCare(source: PolicySource): Finding[] {
  const { care } = source;
  return [
    ...plans(source),
    ...(care === undefined ? [] : care.occasions.flatMap((one, i) => occasion(source, one, i))),
    ...(care === undefined ? [] : openings(source)),
    ...(care === undefined || care.answerWithin > 0
      ? []
      : [fault('nobody could answer before the question is given up; write a time like 7d', ['care', 'answerWithin'])]),
  ];
}

function fault(message: string, path: FaultPath): Finding {
  return { code: 'care-occasion', message, path };
}

function plan(message: string, path: FaultPath): Finding {
  return { code: 'care-plan', message, path };
}

/** A case of care is nothing else, and no other case becomes one. */
function plans(source: PolicySource): Finding[] {
  const { care, kinds, sort = [] } = source;
  const all = plansOf(source);
  const own = all.find(({ kind }) => kind === 'care');
  const strange = all.filter(({ kind, stages }) => kind !== 'care' && stages.includes('care'));
  return [
    ...strange.map(({ kind, stages }) =>
      plan('only the kind care goes through care; open a case of that kind beside this one', [
        ...['kinds', kind, 'plan'],
        stages.indexOf('care'),
      ]),
    ),
    ...(own !== undefined && own.stages.join(' ') !== 'intake care'
      ? [plan('care has one plan: [intake, care]', ['kinds', 'care', 'plan'])]
      : []),
    ...(kinds.care?.plan.some((step) => typeof step === 'object')
      ? [plan('every unit in care goes through care; leave when out', ['kinds', 'care', 'plan'])]
      : []),
    ...(own === undefined && care !== undefined
      ? [plan('nothing is ever in care; add to kinds: care: { plan: [intake, care] }', ['care'])]
      : []),
    ...(own !== undefined && care === undefined
      ? [plan('care has nothing to do; write care: with its occasions, or drop the kind', ['kinds', 'care'])]
      : []),
    ...sort.flatMap(({ set }, i) =>
      set.kind === 'care'
        ? [plan('a request does not become care by a rule; leave the kind out', ['sort', i, 'set', 'kind'])]
        : [],
    ),
  ];
}

function occasion(source: PolicySource, one: SourceOccasion, i: number): Finding[] {
  const path = ['care', 'occasions', i];
  return [...names(source, one, i, path), ...falls(one, path), ...does(source, one, path)];
}

function names({ care, clocks, items = {} }: PolicySource, { name }: SourceOccasion, i: number, path: FaultPath) {
  const reserved = (message: string): Finding[] => [{ code: 'reserved-name', message, path: [...path, 'name'] }];
  if (care?.occasions.slice(0, i).some((earlier) => earlier.name === name)) {
    return reserved(`an occasion is called ${name} already; give this one another name`);
  }
  if (clocks[name] !== undefined) return reserved(`a clock is called ${name} already; give the occasion another name`);
  if (items[name] !== undefined) return reserved(`an item is called ${name} already; give the occasion another name`);
  const item = ITEM_ID.exec(name)?.[1];
  return item !== undefined && items[item] !== undefined
    ? reserved(`${name} reads like the id of an item; give the occasion another name`)
    : [];
}

/** One way of falling, written in one way. */
function falls({ after, every, on }: SourceOccasion, path: FaultPath): Finding[] {
  if ([after, every, on].filter((way) => way !== undefined).length !== 1) {
    return [
      fault('write when it comes: after: { days: 3, of: purchase-date }, every: { months: 3 }, or on: birthday', path),
    ];
  }
  if (on !== undefined) return [];
  if (after !== undefined) {
    return after.days === undefined && after.months === undefined
      ? [fault('write after how long: days, months or both', [...path, 'after'])]
      : [];
  }
  const { days, months, in: inMonths, day, of } = every!;
  const ways = [days, months, inMonths].filter((way) => way !== undefined).length;
  if (ways !== 1) return [fault('write one of days, months and in', [...path, 'every'])];
  if (inMonths === undefined && day !== undefined) {
    return [fault('a day of the month goes with in, like { in: [4, 10], day: 15 }', [...path, 'every', 'day'])];
  }
  if (inMonths !== undefined && of !== undefined) {
    return [fault('months of the year count from nothing; leave of out', [...path, 'every', 'of'])];
  }
  return inMonths?.length === 0 ? [fault('write at least one month, like [4, 10]', [...path, 'every', 'in'])] : [];
}

/** Somebody is asked or told, a task or a case is opened. */
function does(source: PolicySource, one: SourceOccasion, path: FaultPath): Finding[] {
  const { name, kind, channelTurns } = one;
  const isOpening = one.does === 'open-case';
  if (isOpening !== (kind !== undefined)) {
    const message = isOpening ? 'write which kind of case is opened' : 'only open-case opens a case; leave kind out';
    return [fault(message, isOpening ? path : [...path, 'kind'])];
  }
  if (channelTurns !== undefined && (isOpening || one.does === 'task')) {
    return [fault('nobody is contacted on this occasion; leave channelTurns out', [...path, 'channelTurns'])];
  }
  if (channelTurns?.length === 0) return [fault('write at least one channel', [...path, 'channelTurns'])];
  const { notices, items = {} } = source;
  const due = `${name}.due`;
  const isTold = notices.some(({ on }) => on === due);
  if (one.does === 'task' && !Object.values(items).some(({ opens }) => opens.some(({ on }) => on === due))) {
    return [fault(`no item opens on ${due}; write opens: { on: ${due} } at a task`, path)];
  }
  if (isOpening || one.does === 'task' || isTold) return [];
  return [fault(`nobody hears of it; add a notice, like { on: ${due}, to: customer, by: [sms], hours: any }`, path)];
}

/** A step of another case that begins care, and kinds that answers open. */
function openings({ care, items = {}, clocks }: PolicySource): Finding[] {
  const opened = Object.entries(care?.cases ?? {}).filter(([, kind]) => kind === 'care');
  const own = care?.occasions.flatMap(({ kind }, i) => (kind === 'care' ? [i] : [])) ?? [];
  return [
    ...opened.map(([answer]) => fault('care opens no care; name another kind', ['care', 'cases', answer])),
    ...own.map((i) => fault('care opens no care; name another kind', ['care', 'occasions', i, 'kind'])),
    ...(care?.opens ?? []).flatMap(({ on }, i): Finding[] => {
      const path = ['care', 'opens', i, 'on'];
      const parts = partsOf(on);
      if (on === 'closed') return [fault('a closed case opens nothing; choose an earlier occasion', path)];
      if (parts === null || items[parts.name] !== undefined || clocks[parts.name] !== undefined) return [];
      return [
        {
          code: 'unknown-item',
          message: `no item is called ${parts.name}; name a step of one, like acceptance.done`,
          path,
        },
      ];
    }),
  ];
}
