import { checkAlarms } from './check/alarms.ts';
import { checkAssignment } from './check/assignment.ts';
import { checkCalendars } from './check/calendars.ts';
import { checkCare } from './check/care.ts';
import { checkCharges } from './check/charges.ts';
import { checkClocks } from './check/clocks.ts';
import { checkFeasts } from './check/feasts.ts';
import { checkHolidays } from './check/holidays.ts';
import { checkItems } from './check/items.ts';
import { checkKinds } from './check/kinds.ts';
import { checkLateQuestions } from './check/late-questions.ts';
import { checkNestedLimits } from './check/nested-limits.ts';
import { checkNotices } from './check/notices.ts';
import { checkPeople } from './check/people.ts';
import { checkQuiet } from './check/quiet.ts';
import { checkReceipts } from './check/receipts.ts';
import { checkReferences } from './check/references.ts';
import { checkRemedies } from './check/remedies.ts';
import { checkReports } from './check/reports.ts';
import { checkSections } from './check/sections.ts';
import { checkSorting } from './check/sorting.ts';
import { checkTemplateGaps } from './check/template-gaps.ts';
import { checkTemplates } from './check/templates.ts';
import { checkValues } from './check/values.ts';
import { checkVisits } from './check/visits.ts';
import { checkWaits } from './check/waits.ts';
import { checkWords } from './check/words.ts';
import type { Templates } from './document.ts';
import type { Finding } from './fault.ts';
import type { PolicySource } from './schema.ts';

/**
 * What is wrong with a policy that its shape alone does not show: names that lead nowhere, promises that can't be kept
 * or can't be reached, people nobody can be found for, texts that are missing. A policy without faults may run; a warning
 * (`severityOf`) is for its writer to weigh.
 */
export function checkPolicy(
  source: PolicySource,
  templates: Templates,
  nowMs: number,
  sharedHolidays: readonly string[] = [],
): Finding[] {
  return [
    ...checkReferences(source, sharedHolidays),
    ...checkSections(source),
    ...checkCalendars(source, nowMs),
    ...checkHolidays(source, nowMs),
    ...checkKinds(source),
    ...checkClocks(source),
    ...checkNestedLimits(source),
    ...checkAlarms(source),
    ...checkItems(source),
    ...checkCare(source),
    ...checkFeasts(source),
    ...checkRemedies(source),
    ...checkVisits(source),
    ...checkPeople(source),
    ...checkAssignment(source, nowMs),
    ...checkNotices(source),
    ...checkQuiet(source),
    ...checkReceipts(source),
    ...checkReports(source),
    ...checkWaits(source),
    ...checkLateQuestions(source),
    ...checkValues(source),
    ...checkCharges(source),
    ...checkSorting(source),
    ...checkWords(source),
    ...checkTemplates(source, templates),
    ...checkTemplateGaps(source, templates),
  ];
}
