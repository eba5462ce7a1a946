import type { SearchAttributePair } from '@temporalio/common';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What Temporal's own pages may filter cases by; registered by `aftercare migrate`. Enums, times and opaque ids only. */
export const SEARCH_ATTRIBUTES = {
  stage: defineSearchAttributeKey('AftercareStage', SearchAttributeType.KEYWORD),
  kind: defineSearchAttributeKey('AftercareKind', SearchAttributeType.KEYWORD),
  grade: defineSearchAttributeKey('AftercareGrade', SearchAttributeType.KEYWORD),
  organisation: defineSearchAttributeKey('AftercareOrganisation', SearchAttributeType.KEYWORD),
  nextDeadline: defineSearchAttributeKey('AftercareNextDeadline', SearchAttributeType.DATETIME),
} as const;

export interface Searchable {
  readonly stage: string;
  readonly kind: string;
  readonly grade: string | null;
  readonly organisationId: string;
  readonly nextDeadlineMs: number | null;
}

export function caseSearchAttributes(found: Searchable): SearchAttributePair[] {
  const { stage, kind, grade, organisation, nextDeadline } = SEARCH_ATTRIBUTES;
  const { nextDeadlineMs } = found;
  return [
    { key: stage, value: found.stage },
    { key: kind, value: found.kind },
    { key: organisation, value: found.organisationId },
    ...(found.grade === null ? [] : [{ key: grade, value: found.grade }]),
    ...(nextDeadlineMs === null ? [] : [{ key: nextDeadline, value: new Date(nextDeadlineMs) }]),
  ];
}
