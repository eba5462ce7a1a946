import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { Command } from '../domain/case/commands.ts';
import type { CaseView } from '../domain/case/view.ts';
import { type CaseId, isCareId, type OrganisationId } from '../domain/shared/ids.ts';
import {
  type Answer,
  CUSTOMER_CARE,
  caseWorkflowId,
  commandUpdates,
  type LiveCase,
  liveCase,
  SERVICE_CASE,
  type ServiceCaseInput,
} from '../workflows/messages.ts';
import { caseSearchAttributes } from '../workflows/search-attributes.ts';
import { createReportGateway, type ReportGateway } from './report-gateway.ts';
import { meaningOf } from './temporal-errors.ts';
import { within } from './within.ts';

/** What the last run under a case's id came to; `none` also when its retention is over or it was never opened. */
export type Standing = 'running' | 'closed' | 'none';

/** One case's workflow, and the reports, as the client speaks to them; each call to a case gives up after `withinMs`. Errors: `temporal-errors.ts`. */
export interface Gateway {
  send(organisationId: OrganisationId, caseId: CaseId, command: Command, withinMs: number): Promise<Answer>;
  /** `opened` is the case as the opening will leave it: what Temporal's pages show of it from the start. */
  open(input: ServiceCaseInput, command: Command, opened: CaseView, withinMs: number): Promise<Answer>;
  live(organisationId: OrganisationId, caseId: CaseId, withinMs: number): Promise<LiveCase>;
  standing(organisationId: OrganisationId, caseId: CaseId, withinMs: number): Promise<Standing>;
  readonly reports: ReportGateway;
}

export function createGateway(temporal: Client, taskQueue: string): Gateway {
  // The signal ends a call under way; only the race ends the wait for a connection that is not there.
  const bounded = <T>(withinMs: number, call: () => Promise<T>): Promise<T> =>
    within(withinMs, () => temporal.withAbortSignal(AbortSignal.timeout(Math.ceil(withinMs)), call));
  const handle = (organisationId: OrganisationId, caseId: CaseId) =>
    temporal.workflow.getHandle(caseWorkflowId(organisationId, caseId));

  return {
    send: (organisationId, caseId, command, withinMs) =>
      bounded(withinMs, () =>
        handle(organisationId, caseId).executeUpdate<Answer, [Command]>(command.type, {
          updateId: command.id,
          args: [command],
        }),
      ),

    open: (input, command, opened, withinMs) =>
      bounded(withinMs, () =>
        temporal.workflow.executeUpdateWithStart<() => Promise<void>, Answer, [Command]>(commandUpdates.OpenCase.name, {
          updateId: command.id,
          args: [command],
          startWorkflowOperation: startOperation(input, opened, taskQueue),
        }),
      ),

    live: (organisationId, caseId, withinMs) => bounded(withinMs, () => handle(organisationId, caseId).query(liveCase)),

    standing: async (organisationId, caseId, withinMs) => {
      try {
        const { status } = await bounded(withinMs, () => handle(organisationId, caseId).describe());
        if (status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW') return 'running';
        return status.name === 'COMPLETED' ? 'closed' : 'none';
      } catch (error) {
        if (meaningOf(error).kind === 'no-case') return 'none';
        throw error;
      }
    },

    reports: createReportGateway(temporal, taskQueue),
  };
}

/** Used once: an operation belongs to one call, so every attempt makes its own. */
function startOperation(input: ServiceCaseInput, opened: CaseView, taskQueue: string) {
  const { organisationId, caseId } = input;
  return new WithStartWorkflowOperation(isCareId(caseId) ? CUSTOMER_CARE : SERVICE_CASE, {
    workflowId: caseWorkflowId(organisationId, caseId),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A run that was never opened ends as cancelled; only then may the id be used again.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    staticSummary: [opened.kind, opened.productModel, caseId].filter(Boolean).join(' · '),
    typedSearchAttributes: caseSearchAttributes({
      stage: opened.stage,
      kind: opened.kind,
      grade: opened.grade,
      organisationId,
      nextDeadlineMs: opened.nextDeadline?.dueAtMs ?? null,
    }),
  });
}
