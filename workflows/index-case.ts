import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { StageName } from '../domain/policy/vocabulary.ts';
import { type Cell, viewNow } from './live-case.ts';
import { caseSearchAttributes, SEARCH_ATTRIBUTES } from './search-attributes.ts';

/** The stage that Temporal's pages show: that of the start, or of the run before. */
export function indexedStage(): StageName | null {
  return (workflowInfo().typedSearchAttributes.get(SEARCH_ATTRIBUTES.stage) as StageName | undefined) ?? null;
}

/** At most one search-attribute update a stage; the details are for people who open the case in Temporal's pages. */
export function indexCase(cell: Cell, indexedStage: StageName | null): StageName {
  const view = viewNow(cell);
  if (view.stage === indexedStage) return indexedStage;
  const { stage, kind, grade, organisationId, nextDeadline, nextStep } = view;
  upsertSearchAttributes(
    caseSearchAttributes({ stage, kind, grade, organisationId, nextDeadlineMs: nextDeadline?.dueAtMs ?? null }),
  );
  setCurrentDetails(
    nextStep === null
      ? `**${stage}**: ${view.outcome}`
      : `**${stage}**: next is *${nextStep.what}* by the ${nextStep.who}`,
  );
  return stage;
}
