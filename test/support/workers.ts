import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, type WorkflowBundle } from '@temporalio/worker';
import { type Activities, createActivities } from '../../activities/index.ts';
import { createNodemailerMailer } from '../../activities/notify/nodemailer-mailer.ts';
import { createTwilioGateway } from '../../activities/notify/twilio-gateway.ts';
import { createPool } from '../../database/pool.ts';
import { type RunningChild, startChild } from '../../local/child-process.ts';
import { freePort } from '../../local/free-ports.ts';
import { bundleWorkflows } from '../../workers/bundle.ts';
import { createCaseOpeners } from '../../workers/case-openers.ts';
import { createLog } from '../../workers/log.ts';
import { createWorkers, runWorkers } from '../../workers/run-workers.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/aftercare.js', import.meta.url));

/** Where everything is that a worker works with. */
export interface WorkerParts {
  readonly temporalAddress: string;
  readonly databaseUrl: string;
  readonly taskQueue: string;
  readonly smtpUrl: string;
  readonly mailLookUpUrl: string;
  readonly smsUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly dataDir: string;
  /** Hears how messages get on; nobody does unless it is given. */
  readonly statusCallbackUrl?: string;
  /** Where customers reach us; absent when they don't: messages hold no links. */
  readonly publicUrl?: string;
}

let bundle: Promise<WorkflowBundle> | undefined;
/** Today's workflow code, bundled once a test file. */
export function todaysBundle(): Promise<WorkflowBundle> {
  bundle ??= bundleWorkflows();
  return bundle;
}

let silenced = false;

/** Real workers in this process; `stop` lets what is in progress come to its end. */
export async function startWorkers(
  parts: WorkerParts,
  options: { workflowBundle?: WorkflowBundle; around?: (activities: Activities) => Activities } = {},
): Promise<{ stop(): Promise<void> }> {
  if (!silenced) Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  silenced = true;
  const { temporalAddress, databaseUrl, taskQueue, accountSid, authToken } = parts;
  const connection = await NativeConnection.connect({ address: temporalAddress });
  const pool = createPool(databaseUrl, { max: 6, applicationName: 'test-worker' });
  const activities = createActivities({
    pool,
    sms: createTwilioGateway({
      accountSid,
      authToken,
      baseUrl: parts.smsUrl,
      statusCallbackUrl: parts.statusCallbackUrl ?? null,
    }),
    mailer: createNodemailerMailer({ url: parts.smtpUrl, lookUpUrl: parts.mailLookUpUrl }),
    log: createLog('silent'),
    publicUrl: parts.publicUrl ?? null,
    openers: createCaseOpeners(pool, taskQueue),
  });
  const workers = await createWorkers({
    connection,
    namespace: 'default',
    taskQueue,
    activities: options.around?.(activities) ?? activities,
    workflowBundle: options.workflowBundle ?? (await todaysBundle()),
  });
  const stopping = new AbortController();
  const running = runWorkers(workers, stopping.signal);
  running.catch(() => undefined);
  return {
    async stop() {
      stopping.abort();
      await running;
      await connection.close();
      await pool.end();
    },
  };
}

export interface WorkerProcess extends RunningChild {
  readonly healthUrl: string;
  readonly logFile: string;
  /** As a crash: nothing is finished, nobody is told. */
  kill(): Promise<void>;
}

/** `aftercare worker` (or another program with the same environment) as a process that may be killed. */
export async function startWorkerProcess(
  parts: WorkerParts,
  options: { program?: readonly string[]; env?: NodeJS.ProcessEnv; name?: string; unready?: true } = {},
): Promise<WorkerProcess> {
  const port = await freePort();
  const logFile = join(parts.dataDir, `${options.name ?? 'worker'}.log`);
  const child = await startChild({
    name: 'The worker',
    command: process.execPath,
    args: options.program ?? [PROGRAM, 'worker', '--health-port', String(port)],
    logFile,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...environmentOf(parts),
      HEALTH_PORT: String(port),
      ...options.env,
    },
  });
  const healthUrl = `http://127.0.0.1:${port}/healthz`;
  if (!options.unready) await child.orDeath(untilHealthy(healthUrl));
  return {
    ...child,
    healthUrl,
    logFile,
    async kill() {
      process.kill(child.pid, 'SIGKILL');
      await child.ended;
    },
  };
}

const TYPESCRIPT = new URL('./typescript.js', import.meta.url).href;
const MORTAL = fileURLToPath(new URL('./mortal-worker.ts', import.meta.url));

/**
 * A worker process that kills itself, or the process `victim`, at the first moment that the expression `at` matches; the
 * moments are those of `moments.ts`.
 */
export async function startMortalWorker(
  parts: WorkerParts,
  { at, victim, name = 'mortal' }: { at: string; victim?: number; name?: string },
): Promise<WorkerProcess> {
  const bundleFile = join(parts.dataDir, `${name}-workflows.js`);
  await writeFile(bundleFile, (await todaysBundle()).code);
  return startWorkerProcess(parts, {
    program: ['--import', TYPESCRIPT, MORTAL],
    env: { KILL_AT: at, WORKFLOW_BUNDLE: bundleFile, ...(victim === undefined ? {} : { VICTIM: String(victim) }) },
    name,
    unready: true,
  });
}

function environmentOf(parts: WorkerParts): NodeJS.ProcessEnv {
  return {
    TZ: 'UTC',
    DATABASE_URL: parts.databaseUrl,
    TEMPORAL_ADDRESS: parts.temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
    AFTERCARE_TASK_QUEUE: parts.taskQueue,
    AFTERCARE_DATA_DIR: parts.dataDir,
    SMTP_URL: parts.smtpUrl,
    MAIL_LOOKUP_URL: parts.mailLookUpUrl,
    TWILIO_API_URL: parts.smsUrl,
    TWILIO_ACCOUNT_SID: parts.accountSid,
    TWILIO_AUTH_TOKEN: parts.authToken,
    LOG_LEVEL: 'warn',
  };
}

async function untilHealthy(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, 100));
  }
}
