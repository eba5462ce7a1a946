import proto from '@temporalio/proto';
import type { NativeConnection } from '@temporalio/worker';
import type { PollProbe } from './health.ts';

const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = proto.temporal.api.enums.v1.TaskQueueType;

/** Asks the server when a poller of this identity was last seen on a queue: what it says is what it gets work by. */
export function createPollProbe(connection: NativeConnection, namespace: string, identity: string): PollProbe {
  return async (taskQueue) => {
    const seen = await Promise.all(
      [TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY].map(async (taskQueueType) => {
        const { pollers } = await connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: taskQueue },
          taskQueueType,
        });
        return (pollers ?? [])
          .filter((poller) => poller.identity === identity)
          .map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000);
      }),
    );
    const times = seen.flat();
    return times.length === 0 ? null : Math.max(...times);
  };
}
