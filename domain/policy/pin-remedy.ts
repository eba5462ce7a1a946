import { filterOf, written } from './filter-of.ts';
import type { RemedyRule } from './pinned-remedy.ts';
import type { SourceRemedyRule } from './schema-remedy.ts';

/** Terms as a case carries them: what the file leaves out stays out. */
export function remedyRuleOf(source: SourceRemedyRule): RemedyRule {
  const { when, remedy, withinDays, from, ...conditions } = source;
  const within = withinDays === undefined ? {} : { within: { days: withinDays, from: from ?? [] } };
  return { when: filterOf(when), remedies: remedy, ...within, ...written(conditions) };
}
