import { checkCalendars } from './check/calendars.ts';
import { checkClocks } from './check/clocks.ts';
import { checkKinds } from './check/kinds.ts';
import { checkNotices } from './check/notices.ts';
import { checkPeople } from './check/people.ts';
import { checkReferences } from './check/references.ts';
import { checkTemplates } from './check/templates.ts';
import { checkValues } from './check/values.ts';
import { checkWords } from './check/words.ts';
import type { Templates } from './document.ts';
import type { Finding } from './fault.ts';
import type { PolicySource } from './schema.ts';

/**
 * What is wrong with a policy that its shape alone does not show: names that lead nowhere, promises that can't be kept
 * or can't be reached, people nobody can be found for, texts that are missing. An empty list is a policy that may run.
 */
export function checkPolicy(source: PolicySource, templates: Templates, nowMs: number): Finding[] {
  return [
    ...checkReferences(source),
    ...checkCalendars(source, nowMs),
    ...checkKinds(source),
    ...checkClocks(source),
    ...checkPeople(source, nowMs),
    ...checkNotices(source),
    ...checkValues(source),
    ...checkWords(source),
    ...checkTemplates(source, templates),
  ];
}
