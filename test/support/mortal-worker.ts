import { readFile } from 'node:fs/promises';
import { NativeConnection } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { createNodemailerMailer } from '../../activities/notify/nodemailer-mailer.ts';
import { createTwilioGateway } from '../../activities/notify/twilio-gateway.ts';
import { createPool } from '../../database/pool.ts';
import { createCaseOpeners } from '../../workers/case-openers.ts';
import { readConfig, required } from '../../workers/config.ts';
import { createLog } from '../../workers/log.ts';
import { createWorkers, runWorkers } from '../../workers/run-workers.ts';
import { hearActivities, hearProviders, hearStatements, hearTasks } from './moments.ts';

/**
 * What `aftercare worker` runs, until a moment comes for the first time that the expression `KILL_AT` matches (see
 * `moments.ts`): there the process `VICTIM`, itself unless told, is killed with SIGKILL. `WORKFLOW_BUNDLE` is a file with
 * the workflow code, bundled once for many workers.
 */
const fatal = new RegExp(process.env.KILL_AT ?? '');
let victim: number | null = Number(process.env.VICTIM ?? process.pid);
const live = (moment: string): void => {
  if (victim === null || !fatal.test(moment)) return;
  process.kill(victim, 'SIGKILL');
  victim = null;
};
hearTasks(live);
hearStatements(live);

const config = readConfig(process.env);
const pool = createPool(required(config.databaseUrl, 'DATABASE_URL'), { max: 5, applicationName: 'mortal-worker' });
const providers = hearProviders(live, {
  sms: createTwilioGateway(required(config.sms, 'TWILIO_ACCOUNT_SID')),
  mailer: createNodemailerMailer(required(config.mail, 'SMTP_URL')),
});
const activities = hearActivities(
  live,
  createActivities({
    pool,
    ...providers,
    log: createLog('silent'),
    openers: createCaseOpeners(pool, config.taskQueue),
  }),
);
const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' });
const code = await readFile(process.env.WORKFLOW_BUNDLE ?? '', 'utf8');
const { taskQueue } = config;
const workers = await createWorkers({
  connection,
  namespace: 'default',
  taskQueue,
  activities,
  workflowBundle: { code },
});
await runWorkers(workers, new AbortController().signal);
