import type { Client } from '@temporalio/client';
import proto, { type temporal as api } from '@temporalio/proto';

const { EventType, WorkflowTaskFailedCause } = proto.temporal.api.enums.v1;

export type History = api.api.history.v1.IHistory;

/** Causes by which the server itself takes a task back, such as a command that arrived while a run was ending. */
const FORCED = new Set([
  WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND,
  WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_FORCE_CLOSE_COMMAND,
  WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_RESET_STICKY_TASK_QUEUE,
]);
const BAD_ENDS = new Map([
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED, 'failed'],
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED, 'was terminated'],
  [EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT, 'timed out'],
]);

/** Every run of a workflow, first to last. */
export async function runsOf(temporal: Client, workflowId: string): Promise<{ runId: string; history: History }[]> {
  const runs: { runId: string; history: History }[] = [];
  const { runId: last } = await temporal.workflow.getHandle(workflowId).describe();
  for (let runId: string | null | undefined = last; runId; ) {
    const history: History = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
    runs.unshift({ runId, history });
    runId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
  }
  return runs;
}

/** What no history may show: a task that failed by our code, a run that ended badly. */
export async function historyFaults(temporal: Client, workflowId: string): Promise<string[]> {
  const faults: string[] = [];
  for (const { runId, history } of await runsOf(temporal, workflowId)) {
    for (const { eventType, eventId, workflowTaskFailedEventAttributes: failed } of history.events ?? []) {
      if (failed && !FORCED.has(failed.cause ?? 0)) {
        faults.push(`${workflowId} ${runId}: a task failed at ${eventId}: ${failed.failure?.message ?? failed.cause}`);
      }
      const end = BAD_ENDS.get(eventType ?? 0);
      if (end !== undefined) faults.push(`${workflowId} ${runId} ${end}`);
    }
  }
  return faults;
}

/** A history, or any answer of the server, as text in which payloads can be read. */
export function textOf(value: unknown): string {
  return JSON.stringify(readable(value));
}

// Not by a replacer of `JSON.stringify`: that sees what is left after protobuf made base64 of every payload.
function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readable(part)]));
}
