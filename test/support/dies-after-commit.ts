import { existsSync, writeFileSync } from 'node:fs';
import { NativeConnection } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { createNodemailerMailer } from '../../activities/notify/nodemailer-mailer.ts';
import { createTwilioGateway } from '../../activities/notify/twilio-gateway.ts';
import { createPool } from '../../database/pool.ts';
import { readConfig, required } from '../../workers/config.ts';
import { createLog } from '../../workers/log.ts';
import { createWorkers, runWorkers } from '../../workers/run-workers.ts';

/**
 * A worker that dies between a commit to the journal and the end of the activity that made it: at the first commit after
 * the file `DIE_ONCE` was made, which it leaves empty no more. Everything else is what `aftercare worker` runs.
 */
const trap = process.env.DIE_ONCE ?? '';
const config = readConfig(process.env);
const pool = createPool(required(config.databaseUrl, 'DATABASE_URL'), { max: 5, applicationName: 'dies-after-commit' });
const activities = createActivities({
  pool,
  sms: createTwilioGateway(required(config.sms, 'TWILIO_ACCOUNT_SID')),
  mailer: createNodemailerMailer(required(config.mail, 'SMTP_URL')),
  log: createLog('silent'),
});
const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' });
const workers = await createWorkers({
  connection,
  namespace: 'default',
  taskQueue: config.taskQueue,
  activities: {
    ...activities,
    cases: {
      ...activities.cases,
      async commitJournal(batch) {
        await activities.cases.commitJournal(batch);
        if (existsSync(trap)) {
          writeFileSync(`${trap}.sprung`, batch.events.map(({ type }) => type).join(' '));
          process.kill(process.pid, 'SIGKILL');
        }
      },
    },
  },
});
await runWorkers(workers, new AbortController().signal);
