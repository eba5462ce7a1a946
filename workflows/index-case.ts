import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { StageName } from '../domain/policy/vocabulary.ts';
import { type Cell, viewNow } from './live-case.ts';
import { caseSearchAttributes } from './search-attributes.ts';

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
