import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { type Activities, createActivities } from '../activities/index.ts';
import { createNodemailerMailer } from '../activities/notify/nodemailer-mailer.ts';
import { createTwilioGateway } from '../activities/notify/twilio-gateway.ts';
import { createPool } from '../database/pool.ts';
import { createCaseOpeners } from '../workers/case-openers.ts';
import { createLog } from '../workers/log.ts';
import { createWorkers, runWorkers } from '../workers/run-workers.ts';
import { createBareActivities } from './bare-activities.ts';
import { NO_LIMIT_PER_SECOND, type Site } from './site.ts';

/**
 * The worker as a deployment runs it, with the bare workflow and its activities beside the product's, so that both are
 * measured in one process on the same queues. Its only argument is the file of the `Site`.
 */
const site = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Site;
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());

Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
const connection = await NativeConnection.connect({ address: site.temporalAddress });
const pool = createPool(site.databaseUrl, { max: 10, applicationName: 'aftercare-worker' });
const sms = createTwilioGateway({ ...site.account, baseUrl: site.smsUrl, statusCallbackUrl: null });
const mailer = createNodemailerMailer({ url: site.smtpUrl, lookUpUrl: null });
const activities = createActivities({
  pool,
  sms,
  mailer,
  log: createLog('error'),
  openers: createCaseOpeners(pool, site.taskQueue),
});
const { bareSms, bareEmail } = createBareActivities(sms, mailer);
const both: Activities = {
  cases: activities.cases,
  sms: { ...activities.sms, bareSms } as Activities['sms'],
  email: { ...activities.email, bareEmail } as Activities['email'],
};
const workers = await createWorkers({
  connection,
  namespace: site.namespace,
  taskQueue: site.taskQueue,
  activities: both,
  sendsPerSecond: NO_LIMIT_PER_SECOND,
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('workflows.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  }),
});
await runWorkers(workers, stopping.signal).finally(async () => {
  await connection.close();
  await pool.end();
});
