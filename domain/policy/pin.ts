import { pinAfterwards } from './pin-afterwards.ts';
import { pinCare } from './pin-care.ts';
import { pinCharges } from './pin-charges.ts';
import { pinClocks } from './pin-clocks.ts';
import { pinItems } from './pin-items.ts';
import { pinNotices } from './pin-notices.ts';
import { pinPlans } from './pin-plans.ts';
import { pinQuiet } from './pin-quiet.ts';
import { pinSorting } from './pin-sorting.ts';
import { pinVisits } from './pin-visits.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';

/** The rules of a policy that was read and found without faults, topic by topic. */
export function pin(source: PolicySource, version: string): PinnedPolicy {
  return {
    id: source.policy,
    version,
    currency: source.currency,
    defaultLocale: source.defaultLocale,
    locales: source.locales,
    regions: source.regions,
    ...pinPlans(source),
    ...(source.faults === undefined ? {} : { faults: source.faults }),
    people: Object.entries(source.people).map(([id, person]) => ({
      id,
      roles: person.roles,
      hours: person.hours,
      locale: person.locale,
      skills: person.skills,
      certificates: Object.entries(person.certificates).map(([name, validUntil]) => ({ name, validUntil })),
      regions: person.regions,
      maxOpenCases: person.maxOpenCases,
      ...(person.books === undefined ? {} : { books: person.books }),
      ...(person.absent === undefined ? {} : { absent: person.absent }),
    })),
    ...pinClocks(source),
    ...pinVisits(source),
    ...pinCharges(source),
    ...pinSorting(source),
    ...pinAfterwards(source),
    ...pinItems(source),
    ...pinCare(source),
    ...pinNotices(source),
    ...pinQuiet(source),
    ...(source.receipts === undefined ? {} : { receipts: source.receipts }),
    effectiveBackMs: source.effectiveBack,
  };
}
