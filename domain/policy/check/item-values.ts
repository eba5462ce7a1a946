import type { FaultPath, Finding } from '../fault.ts';
import type { ItemKind } from '../item-words.ts';
import { partsOf } from '../item-words.ts';
import { NEEDS_NOBODY } from '../pin-items.ts';
import type { PolicySource } from '../schema.ts';
import type { SourceItem } from '../schema-items.ts';
import { toMinor } from '../units.ts';

/** Values that belong to some kinds only, and those that each can't do without. */
const VALUES: Readonly<Record<ItemKind, { readonly may: readonly Own[]; readonly needs: readonly Own[] }>> = {
  task: { may: ['owner', 'checklist', 'signed', 'sets'], needs: ['owner'] },
  promise: { may: ['owner'], needs: ['owner'] },
  approval: { may: ['by', 'bands'], needs: [] },
  complaint: { may: ['topics', 'refer'], needs: ['topics'] },
  quotation: { may: ['owner', 'answer', 'payment', 'validFor', 'hours'], needs: ['owner', 'answer', 'payment'] },
  loaner: { may: ['owner', 'sameClass'], needs: ['owner'] },
  return: { may: ['owner', 'collects', 'rules'], needs: ['owner', 'rules'] },
  'depot-repair': { may: ['owner', 'brings', 'freight', 'checklist', 'agrees'], needs: ['owner', 'brings'] },
};
const OWN = [
  'owner',
  'checklist',
  'signed',
  'sets',
  'topics',
  'refer',
  'by',
  'bands',
  'answer',
  'payment',
  'validFor',
  'hours',
  'sameClass',
  'brings',
  'freight',
  'agrees',
  'collects',
  'rules',
] as const;
type Own = (typeof OWN)[number];

/** Kinds of item that carry a time agreed with the customer. */
const AGREEING: readonly ItemKind[] = ['promise', 'depot-repair'];

/** Every item has the values of its kind, and no others. */
export function checkItemValues(source: PolicySource): Finding[] {
  return [
    ...Object.entries(source.items ?? {}).flatMap(([name, item]) => [
      ...ownValues(name, item),
      ...(item.sameClass === true ? classes(name, source.products) : []),
      ...(item.is === 'approval' ? bands(name, item, source.currency) : []),
      ...(item.is === 'quotation' ? quotation(name, item, source) : []),
    ]),
    ...Object.entries(source.clocks).flatMap(([id, clock]) => agreedLimits(source, id, clock)),
  ];
}

function ownValues(name: string, item: SourceItem): Finding[] {
  const { may, needs } = VALUES[item.is];
  const path = (key: string): FaultPath => ['items', name, key];
  return [
    ...OWN.filter((key) => item[key] !== undefined && !may.includes(key)).map(
      (key): Finding => ({
        code: 'item-value',
        message: `${key} says nothing of ${item.is}; it takes ${may.join(', ')}`,
        path: path(key),
      }),
    ),
    ...needs
      .filter((key) => item[key] === undefined)
      .map(
        (key): Finding => ({ code: 'item-value', message: `${name} lacks ${key}; write it here`, path: path('is') }),
      ),
  ];
}

/** What may stand in for a unit is told by its class. */
function classes(name: string, products: PolicySource['products']): Finding[] {
  const without = Object.keys(products).filter((model) => products[model]?.class === undefined);
  if (without.length === 0) return [];
  const message = `sameClass compares classes, and ${without.join(', ')} has none; write class: there`;
  return [{ code: 'item-value', message, path: ['items', name, 'sameClass'] }];
}

function bands(name: string, { by, bands: rows }: SourceItem, currency: string): Finding[] {
  if ((by === undefined) === (rows === undefined)) {
    const message = 'write who decides: by: with one role, or bands: with one for each amount';
    return [{ code: 'item-bands', message, path: ['items', name] }];
  }
  if (by === NEEDS_NOBODY) {
    const message = 'an approval that nobody gives is none; name a role';
    return [{ code: 'item-bands', message, path: ['items', name, 'by'] }];
  }
  return (rows ?? []).flatMap(({ upTo, by: role }, i, all): Finding[] => {
    const path = ['items', name, 'bands', i];
    const isLast = i === all.length - 1;
    if (isLast !== (upTo === undefined)) {
      const message = isLast
        ? 'the last band is for any amount; leave upTo out'
        : 'only the last band is for any amount; write upTo: here';
      return [{ code: 'item-bands', message, path }];
    }
    if (role === NEEDS_NOBODY && (i > 0 || isLast)) {
      const message = 'only the smallest amounts may need nobody; name a role';
      return [{ code: 'item-bands', message, path: [...path, 'by'] }];
    }
    const minor = upTo === undefined ? null : toMinor(upTo, currency);
    if (upTo !== undefined && minor === null) {
      const message = `${upTo} has more digits than ${currency}; write fewer behind the point`;
      return [{ code: 'money-digits', message, path: [...path, 'upTo'] }];
    }
    const before = all[i - 1]?.upTo;
    if (minor === null || before === undefined || minor > (toMinor(before, currency) ?? 0)) return [];
    const message = `${upTo} is not above ${before}; write the bands from the smallest amount up`;
    return [{ code: 'item-bands', message, path: [...path, 'upTo'] }];
  });
}

/** A price needs a list, and it stands for a time of some hours, or until somebody says something. */
function quotation(
  name: string,
  { answer, validFor, hours }: SourceItem,
  { prices: { parts, labour, fees = {} } }: PolicySource,
): Finding[] {
  const fault = (key: string, message: string): Finding => ({
    code: 'item-value',
    message,
    path: ['items', name, key],
  });
  const listed = [parts, labour, fees].some((list) => Object.keys(list).length > 0);
  return [
    ...(listed ? [] : [fault('is', 'nothing has a price here, so nothing can be quoted; write prices')]),
    ...(answer === 'none' && validFor !== undefined
      ? [fault('validFor', 'a price that is only told waits for no answer and never lapses; leave validFor out')]
      : []),
    ...(validFor === 0 ? [fault('validFor', 'it would lapse at once; write some time')] : []),
    ...(validFor !== undefined && hours === undefined
      ? [fault('validFor', 'it counts in no hours; write hours: with a calendar')]
      : []),
    ...(validFor === undefined && hours !== undefined
      ? [fault('hours', 'nothing counts in these hours; write validFor, or leave hours out')]
      : []),
  ];
}

function agreedLimits(source: PolicySource, id: string, { from, limits }: PolicySource['clocks'][string]): Finding[] {
  const kind = source.items?.[partsOf(from)?.name ?? '']?.is;
  if (kind !== undefined && AGREEING.includes(kind)) return [];
  return limits.flatMap(({ within }, i): Finding[] => {
    if (within !== 'agreed') return [];
    const message = `nothing is agreed where this clock begins; let it begin with an item that has a time (${AGREEING.join(', ')}), or write a time`;
    return [{ code: 'clock-agreed', message, path: ['clocks', id, 'limits', i, 'within'] }];
  });
}
