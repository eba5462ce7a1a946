import { filterOf } from './filter-of.ts';
import type { PinnedPolicy } from './pinned.ts';
import type { PolicySource } from './schema.ts';

/** Whom we tell what, as a case carries it. */
export function pinNotices(source: PolicySource) {
  return {
    notices: source.notices.map(({ on, to, by, hours, emergency, class: class_, when, attach }) => ({
      on,
      // The recipient of an alarm is the clock's or the ladder's; the contract wants one here all the same.
      to: to ?? { kind: 'lead' },
      channels: by,
      hours: hours === 'recipient' || hours === 'any' ? hours : { calendar: hours },
      emergency,
      class: class_,
      when: filterOf(when),
      ...(attach === undefined ? {} : { attach }),
    })),
  } satisfies Partial<PinnedPolicy>;
}
