import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { Command } from '../domain/case/commands.ts';
import type { CaseId, OrganisationId } from '../domain/shared/ids.ts';
import {
  type Answer,
  caseWorkflowId,
  commandUpdates,
  type LiveCase,
  liveCase,
  SERVICE_CASE,
  type ServiceCaseInput,
} from '../workflows/messages.ts';
import { caseSearchAttributes } from '../workflows/search-attributes.ts';
import { meaningOf } from './temporal-errors.ts';
import { within } from './within.ts';

/** What the last run under a case's id came to; `none` also when its retention is over or it was never opened. */
export type Standing = 'running' | 'closed' | 'none';

/** One case's workflow as the client speaks to it; each call gives up after `withinMs`. Errors: `temporal-errors.ts`. */
export interface Gateway {
  send(organisationId: OrganisationId, caseId: CaseId, command: Command, withinMs: number): Promise<Answer>;
  open(input: ServiceCaseInput, command: Command, withinMs: number): Promise<Answer>;
  live(organisationId: OrganisationId, caseId: CaseId, withinMs: number): Promise<LiveCase>;
  standing(organisationId: OrganisationId, caseId: CaseId, withinMs: number): Promise<Standing>;
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

    open: (input, command, withinMs) =>
      bounded(withinMs, () =>
        temporal.workflow.executeUpdateWithStart<() => Promise<void>, Answer, [Command]>(commandUpdates.OpenCase.name, {
          updateId: command.id,
          args: [command],
          startWorkflowOperation: startOperation(input, command, taskQueue),
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
  };
}

/** Used once: an operation belongs to one call, so every attempt makes its own. */
function startOperation(input: ServiceCaseInput, command: Command, taskQueue: string) {
  const { organisationId, caseId, policy } = input;
  const opening = command.type === 'OpenCase' ? command : null;
  const kind = opening?.kind ?? policy.defaultKind;
  const model = opening?.facts['product-model'];
  return new WithStartWorkflowOperation(SERVICE_CASE, {
    workflowId: caseWorkflowId(organisationId, caseId),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A run that was never opened ends as cancelled; only then may the id be used again.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    staticSummary: [kind, model && 'value' in model ? model.value : null, caseId].filter(Boolean).join(' · '),
    typedSearchAttributes: caseSearchAttributes({
      stage: policy.kinds[kind]?.stages[0] ?? 'intake',
      kind,
      grade: null,
      organisationId,
      nextDeadlineMs: null,
    }),
  });
}
