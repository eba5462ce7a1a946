import { filterOf } from './filter-of.ts';
import { depotOf } from './pin-depot.ts';
import { remedyRuleOf } from './pin-remedy.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { Band, ItemDefinition, ItemOwner, LoanerDefinition } from './pinned-items.ts';
import type { PolicySource } from './schema.ts';
import type { SourceItem } from './schema-items.ts';
import { toMinor } from './units.ts';

/** An approval that nobody has to give. */
export const NEEDS_NOBODY = 'nobody';

/** Lines beside the main line, as a case carries them; nothing where the policy has none. */
export function pinItems(source: PolicySource): Pick<PinnedPolicy, 'items'> {
  const { items } = source;
  if (items === undefined || Object.keys(items).length === 0) return {};
  return {
    items: Object.fromEntries(Object.entries(items).map(([name, item]) => [name, definitionOf(item, source)])),
  };
}

/** The check has found every name to be one that exists, and every value in its place. */
function definitionOf(item: SourceItem, { currency, products }: PolicySource): ItemDefinition {
  const any = {
    opens: item.opens.map(({ on, when, topic }) => ({
      on,
      when: filterOf(when),
      ...(topic === undefined ? {} : { topic }),
    })),
    blocks: item.blocks,
  };
  const owner: ItemOwner = item.owner ?? { kind: 'opener' };
  switch (item.is) {
    case 'task':
      return {
        ...any,
        is: item.is,
        owner,
        checklist: item.checklist ?? [],
        signed: item.signed ?? null,
        sets: item.sets ?? null,
      };
    case 'promise':
      return { ...any, is: item.is, owner };
    case 'complaint':
      return { ...any, is: item.is, topics: item.topics ?? {}, refer: item.refer ?? false };
    case 'quotation': {
      const { validFor: forMs, hours, answer = 'consent', payment = 'none' } = item;
      const valid = forMs === undefined || hours === undefined ? null : { forMs, hours };
      return { ...any, is: item.is, owner, answer, payment, valid };
    }
    case 'depot-repair':
      return { ...any, is: item.is, owner, ...depotOf(item) };
    case 'loaner':
      return { ...any, is: item.is, owner, classes: item.sameClass === true ? classesOf(products) : null };
    case 'return':
      return {
        ...any,
        is: item.is,
        owner,
        collects: item.collects ?? 'us',
        rules: (item.rules ?? []).map(remedyRuleOf),
      };
    case 'approval':
      return { ...any, is: item.is, bands: bandsOf(item, currency) };
  }
}

function classesOf(products: PolicySource['products']): LoanerDefinition['classes'] {
  return Object.entries(products).flatMap(([model, product]) =>
    product.class === undefined ? [] : [{ when: { products: [model] }, class: product.class }],
  );
}

function bandsOf({ by, bands = [] }: SourceItem, currency: string): Band[] {
  const all = by === undefined ? bands : [{ by }];
  return all.map((band) => ({
    upToMinor: 'upTo' in band && band.upTo !== undefined ? toMinor(band.upTo, currency) : null,
    by: band.by === NEEDS_NOBODY ? null : band.by,
  }));
}
