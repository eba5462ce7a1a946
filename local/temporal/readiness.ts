import { Connection, isGrpcServiceError } from '@temporalio/client';

const TRY_AGAIN_AFTER_MS = 50;
const THREE_MONTHS_S = 90 * 24 * 3_600;
const GRPC_NOT_FOUND = 5;
const GRPC_ALREADY_EXISTS = 6;

function hasCode(error: unknown, code: number): boolean {
  return isGrpcServiceError(error) && error.code === code;
}

async function untilItWorks(step: () => Promise<void>, deadlineMs: number, what: string): Promise<void> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (Date.now() > deadlineMs) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`The Temporal server did not get ready in time (${what}): ${why}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER_MS));
    }
  }
}

/**
 * Registers a namespace if it is not there and waits until all four services know it: the frontend
 * describes it, history looks for a run in it, matching describes a queue of it, visibility counts.
 */
export async function ensureNamespace(connection: Connection, namespace: string, withinMs = 20_000): Promise<void> {
  const deadlineMs = Date.now() + withinMs;
  const { workflowService } = connection;
  await untilItWorks(
    async () => {
      try {
        await workflowService.registerNamespace({
          namespace,
          workflowExecutionRetentionPeriod: { seconds: THREE_MONTHS_S as never },
        });
      } catch (error) {
        if (!hasCode(error, GRPC_ALREADY_EXISTS)) throw error;
      }
    },
    deadlineMs,
    'registering the namespace',
  );
  const isUsable = async (): Promise<void> => {
    await workflowService.describeNamespace({ namespace });
    await workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: 'aftercare-readiness' },
      taskQueueType: 1,
    });
    await workflowService.countWorkflowExecutions({ namespace });
    try {
      await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId: 'aftercare-readiness' } });
    } catch (error) {
      // No such workflow is the good answer; no such namespace is not.
      if (!hasCode(error, GRPC_NOT_FOUND) || /namespace/i.test((error as Error).message)) throw error;
    }
  };
  await untilItWorks(isUsable, deadlineMs, 'using the namespace');
}

/**
 * Waits until the server at `address` answers and `namespace` can be used. Usually within two
 * seconds; a server that was restarted on other ports needs about 25.
 */
export async function waitUntilReady(address: string, namespace: string, withinMs = 60_000): Promise<void> {
  const deadlineMs = Date.now() + withinMs;
  let connection: Connection | undefined;
  await untilItWorks(
    async () => {
      connection = await Connection.connect({ address, connectTimeout: 500 });
    },
    deadlineMs,
    'connecting',
  );
  try {
    await ensureNamespace(connection!, namespace, Math.max(1_000, deadlineMs - Date.now()));
  } finally {
    await connection!.close();
  }
}
