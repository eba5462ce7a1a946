import { hostname } from 'node:os';
import { Client } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { createNodemailerMailer } from '../activities/notify/nodemailer-mailer.ts';
import { createTwilioGateway } from '../activities/notify/twilio-gateway.ts';
import { createAftercare } from '../client/aftercare.ts';
import { sweepAnswers } from '../database/idempotent-answers.ts';
import { createPool } from '../database/pool.ts';
import { sweepVault } from '../database/vault.ts';
import { DAY_MS, HOUR_MS } from '../domain/shared/time.ts';
import { emailQueue, smsQueue } from '../workflows/activity-options.ts';
import { createCaseOpeners } from './case-openers.ts';
import { type Config, required } from './config.ts';
import { dispatchEvents } from './dispatch-events.ts';
import { createHealthMonitor, serveHealth } from './health.ts';
import { sweepInbox } from './inbox-sweep.ts';
import { createLog, temporalLogger } from './log.ts';
import { connectNative } from './native-connection.ts';
import { createPollProbe } from './poll-probe.ts';
import { createWorkers, runWorkers } from './run-workers.ts';
import type { ResolvedAddress } from './temporal-address.ts';

const OBSERVE_EVERY_MS = 2_000;
/** Texts of commands that nobody completed go after two weeks: longer than any outage of the journal may last. */
const UNCLAIMED_KEPT_MS = 14 * DAY_MS;
/** Answers to changes over HTTP; who repeats one later is answered by the case. */
const ANSWERS_KEPT_MS = 7 * DAY_MS;

/** Runs the workers until `signal`; rejects when one of them dies. */
export async function runWorkerProcess(config: Config, temporal: ResolvedAddress, signal: AbortSignal): Promise<void> {
  // Whatever the machine is set to: a zone must never come in by accident.
  process.env.TZ = 'UTC';
  const log = createLog(config.logLevel);
  const mail = required(config.mail, 'SMTP_URL');
  const sms = required(config.sms, 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN');
  const pool = createPool(required(config.databaseUrl, 'DATABASE_URL'), {
    max: 10,
    applicationName: 'aftercare-worker',
  });
  Runtime.install({ shutdownSignals: [], logger: temporalLogger(log) });
  const connection = await connectNative(temporal, signal);
  const { taskQueue } = config;
  const { namespace } = temporal;
  const workers = await createWorkers({
    connection,
    namespace,
    taskQueue,
    activities: createActivities({
      pool,
      sms: createTwilioGateway(sms),
      mailer: createNodemailerMailer(mail),
      log,
      publicUrl: config.publicUrl,
      openers: createCaseOpeners(pool, taskQueue),
    }),
  });
  const queues = [taskQueue, smsQueue(taskQueue), emailQueue(taskQueue)];
  const probe = createPollProbe(connection, namespace, `${process.pid}@${hostname()}`);
  const monitor = createHealthMonitor(queues, probe, Date.now);
  const observing = setInterval(() => void monitor.observe(), OBSERVE_EVERY_MS);
  const sweeping = setInterval(() => void sweep(), HOUR_MS);
  const sweep = () =>
    Promise.all([sweepVault(pool, UNCLAIMED_KEPT_MS), sweepAnswers(pool, ANSWERS_KEPT_MS)]).catch((error: unknown) =>
      log.warn({ code: codeOf(error) }, 'sweep put off'),
    );
  const aftercare = createAftercare({ temporal: new Client({ connection, namespace }), pool, taskQueue });
  const stopInboxSweep = sweepInbox(aftercare, log);
  const health = config.health === null ? null : await serveHealth(config.health, monitor.health);
  const stopped = new AbortController();
  const telling = dispatchEvents({ pool, log, nowMs: Date.now }, AbortSignal.any([signal, stopped.signal]));
  log.info({ taskQueue, namespace }, 'workers are running');
  try {
    void monitor.observe();
    void sweep();
    await runWorkers(workers, signal);
    log.info('workers have stopped');
  } finally {
    stopped.abort();
    await telling;
    clearInterval(observing);
    clearInterval(sweeping);
    stopInboxSweep();
    health?.close();
    await connection.close();
    await pool.end();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
