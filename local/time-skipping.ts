import { randomUUID } from 'node:crypto';
import { type Client, isGrpcDeadlineError, isGrpcServiceError } from '@temporalio/client';
import proto, { type temporal } from '@temporalio/proto';

type TimeSkippingConfig = temporal.api.common.v1.TimeSkippingConfig.$Properties;
type Timestamp = { seconds?: unknown; nanos?: number | null };

// One session may skip as often as it likes: the server's own limit of 200 is over after a few weeks of a busy case.
const MAX_SESSION_SKIP_COUNT = 1_000_000;
const GRPC_NOT_FOUND = 5;

const { FastForwardPollingResult: PollingResult, WorkflowExecutionStatus } = proto.temporal.api.enums.v1;

/** Where a fast-forward ended: at its target, or before, because the workflow itself ended. */
export type FastForwardResult = { outcome: 'arrived'; virtualNowMs: number } | { outcome: 'ended' };

function epochMs(timestamp: Timestamp): number {
  return Number(timestamp.seconds ?? 0) * 1_000 + Math.floor((timestamp.nanos ?? 0) / 1e6);
}

async function describe(client: Client, workflowId: string) {
  const request = { namespace: client.options.namespace, execution: { workflowId } };
  return client.connection.workflowService.describeWorkflowExecution(request);
}

async function isRunning(client: Client, workflowId: string): Promise<boolean> {
  const { workflowExecutionInfo } = await describe(client, workflowId);
  return workflowExecutionInfo?.status === WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
}

async function setTimeSkipping(
  client: Client,
  workflowId: string,
  timeSkippingConfig: TimeSkippingConfig,
): Promise<void> {
  await client.connection.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: { timeSkippingConfig },
    updateMask: { paths: ['time_skipping_config'] },
  });
}

/** The workflow's own clock in UTC epoch ms: the wall clock plus all that was skipped in its chain of runs. */
export async function virtualNowMs(client: Client, workflowId: string): Promise<number> {
  const { workflowExtendedInfo } = await describe(client, workflowId);
  const currentTime = workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return currentTime == null ? Date.now() : epochMs(currentTime);
}

/** Ends skipping where the virtual clock stands; a running fast-forward then fails for its caller. */
export async function stopSkipping(client: Client, workflowId: string): Promise<void> {
  await setTimeSkipping(client, workflowId, { enabled: false, maxSessionSkipCount: MAX_SESSION_SKIP_COUNT });
}

/**
 * Moves one workflow's clock ahead by `durationMs` and waits until it is there. Timers on the way
 * fire in order, each at its own time, and whatever they cause is done before time moves on.
 *
 * Found out on server 1.32.1:
 * - Between fast-forwards the virtual clock runs with the wall clock, at an offset that only grows. `Date.now()` in the
 *   workflow is the time of its last task, so a query may answer an older time than `virtualNowMs`.
 * - A fast-forward goes on over continue-as-new to the same target, and the offset and the skip count are handed on. The
 *   start time that the server shows for continued runs is wrong (the offset is added again in each run): take times from
 *   the workflow. It also makes a run time-out of a continued run late. `server-config.ts` says what this would do to the
 *   third run of a chain, and the setting that prevents it; on a server without that setting do not skip across it.
 * - Time stands still (moves with the wall clock) while a workflow task is pending or an activity is running; so when the
 *   fast-forward has arrived, everything due before the target is done. A retry's back-off is skipped like a timer.
 * - Workflow task time-outs are real: a task taken by a worker that died comes back after its 3 or 10 s of wall clock, and
 *   without a worker the fast-forward waits. Updates that come in on the way are taken at whatever the clock reads then.
 * - A run time-out on the way is skipped to and ends the workflow.
 *
 * @throws when the server can't skip time, when there is no such workflow, or when another
 *   fast-forward or `stopSkipping` took over
 */
export async function fastForward(client: Client, workflowId: string, durationMs: number): Promise<FastForwardResult> {
  const id = randomUUID();
  const duration = { seconds: Math.floor(durationMs / 1_000) as never, nanos: (durationMs % 1_000) * 1e6 };
  try {
    await setTimeSkipping(client, workflowId, {
      enabled: true,
      fastForwardConfig: { id, duration },
      maxSessionSkipCount: MAX_SESSION_SKIP_COUNT,
    });
  } catch (error) {
    const closed = isGrpcServiceError(error) && error.code === GRPC_NOT_FOUND;
    if (closed && !(await isRunning(client, workflowId))) return { outcome: 'ended' };
    throw error;
  }
  const poll = { namespace: client.options.namespace, workflowExecution: { workflowId }, fastForwardId: id };
  for (;;) {
    try {
      const answer = await client.connection.workflowService.pollWorkflowExecutionTimeSkipping(poll);
      switch (answer.fastForwardPollingResult) {
        case PollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED:
          return { outcome: 'arrived', virtualNowMs: epochMs(answer.fastForwardInfo?.targetTime ?? {}) };
        case PollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED:
          if (!(await isRunning(client, workflowId))) return { outcome: 'ended' };
          throw new Error(`The fast-forward of ${workflowId} can't be completed: ${answer.failedReason}.`);
        default:
          continue;
      }
    } catch (error) {
      // The long poll's own limit; the fast-forward goes on.
      if (!isGrpcDeadlineError(error)) throw error;
    }
  }
}

/**
 * Moves one workflow's clock to `targetMs` (virtual, UTC epoch ms; exact to some milliseconds), for
 * walking several cases in lock-step. A target that is already past is where the clock is.
 */
export async function fastForwardTo(client: Client, workflowId: string, targetMs: number): Promise<FastForwardResult> {
  const nowMs = await virtualNowMs(client, workflowId);
  if (targetMs > nowMs) return fastForward(client, workflowId, targetMs - nowMs);
  return (await isRunning(client, workflowId)) ? { outcome: 'arrived', virtualNowMs: nowMs } : { outcome: 'ended' };
}
