import { type NativeConnection, Worker, type WorkerOptions, type WorkflowBundle } from '@temporalio/worker';
import type { Activities } from '../activities/index.ts';
import { emailQueue, smsQueue } from '../workflows/activity-options.ts';
import { bundleWorkflows } from './bundle.ts';

const SENDS_PER_SECOND = 20;

export interface WorkersOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly activities: Activities;
  /** Today's code unless told; bundling takes seconds. */
  readonly workflowBundle?: WorkflowBundle;
  /** To each provider, all workers together; 20 unless told, which is below what providers throttle at. */
  readonly sendsPerSecond?: number;
}

/** The three workers of one process: cases with their records, SMS, e-mail. A slow provider holds up only its own queue. */
export async function createWorkers(options: WorkersOptions): Promise<readonly Worker[]> {
  const { connection, namespace, taskQueue, activities, sendsPerSecond = SENDS_PER_SECOND } = options;
  const common: Pick<WorkerOptions, 'connection' | 'namespace' | 'shutdownGraceTime'> = {
    connection,
    namespace,
    // Long enough for a send in progress to come back and be written down.
    shutdownGraceTime: '20 seconds',
  };
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue,
      workflowBundle: options.workflowBundle ?? (await bundleWorkflows()),
      activities: { ...activities.cases },
      // A sleeping case costs the worker nothing once it is out of the cache; a cold one costs one replay.
      maxCachedWorkflows: 400,
    }),
    Worker.create({
      ...common,
      taskQueue: smsQueue(taskQueue),
      activities: { ...activities.sms },
      maxTaskQueueActivitiesPerSecond: sendsPerSecond,
    }),
    Worker.create({
      ...common,
      taskQueue: emailQueue(taskQueue),
      activities: { ...activities.email },
      maxTaskQueueActivitiesPerSecond: sendsPerSecond,
    }),
  ]);
}

/** Runs until `signal` asks to stop. One worker that dies takes the others down, so that the process may end with an error. */
export async function runWorkers(workers: readonly Worker[], signal: AbortSignal): Promise<void> {
  const stop = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    // All of them have ended before their connection is closed.
    const ends = await Promise.allSettled(workers.map((worker) => worker.run().finally(stop)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
