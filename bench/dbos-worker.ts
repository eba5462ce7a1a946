import { readFileSync } from 'node:fs';
import { DBOS } from '@dbos-inc/dbos-sdk';
import { createNodemailerMailer } from '../activities/notify/nodemailer-mailer.ts';
import { createTwilioGateway } from '../activities/notify/twilio-gateway.ts';
import { json, serveOnLoopback } from '../local/sandbox/loopback-http.ts';
import { createBareActivities } from './bare-activities.ts';
import { BARE_STEPS, type BareCommand, type BareInput, FOLLOW_UP_DAYS } from './bare-case.ts';
import type { DbosSite } from './site.ts';

/**
 * case-7 on DBOS: the same inputs, sends and timers as the bare workflow, in one process with its state in Postgres. An
 * HTTP interface in the same process stands for the application around it. Its only argument is the file of the site.
 */
const site = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as DbosSite;
const { bareSms, bareEmail } = createBareActivities(
  createTwilioGateway({ ...site.account, baseUrl: site.smsUrl, statusCallbackUrl: null }),
  createNodemailerMailer({ url: site.smtpUrl, lookUpUrl: null }),
);
const INPUT_WITHIN_SECONDS = 600;

async function caseSeven({ caseId, phone, email, dayLastsMs }: BareInput): Promise<void> {
  const sms = (what: string) => DBOS.runStep(() => bareSms({ caseId, to: phone, what }), { name: what });
  const take = async (type: string): Promise<BareCommand> => {
    const command = await DBOS.recv<BareCommand>(type, INPUT_WITHIN_SECONDS);
    if (command === null) throw new Error(`${type} never came`);
    return command;
  };
  const until = async (atMs: number) => DBOS.sleep(Math.max(1, atMs - (await DBOS.now())));

  await sms('opened');
  await take('AssignTechnician');
  const { startMs = 0 } = await take('ProposeAppointment');
  await DBOS.runStep(() => bareEmail({ caseId, to: email, startMs }), { name: 'confirmed' });
  await until(startMs - dayLastsMs);
  await sms('reminder');
  await take('RecordArrival');
  await take('FileReport');
  await sms('callback');
  await take('RateService');
  const servedAtMs = await DBOS.now();
  for (const day of FOLLOW_UP_DAYS) {
    await until(servedAtMs + day * dayLastsMs);
    await sms(`follow-up ${day}`);
    if (day === 3) await until(servedAtMs + (day + 2) * dayLastsMs);
  }
  await take('AnswerFollowUp');
}

const workflow = DBOS.registerWorkflow(caseSeven, { name: 'case-7' });
DBOS.setConfig({ name: 'bench', systemDatabaseUrl: site.systemDatabaseUrl, logLevel: 'error' });
await DBOS.launch();

const server = await serveOnLoopback(site.port, async ({ method, url, body }) => {
  if (method !== 'POST') return json(404, { message: 'POST /cases/<id>/<command> or /cases/<id>/end' });
  const [, , id = '', what = ''] = url.pathname.split('/');
  if (what === 'OpenCase') await DBOS.startWorkflow(workflow, { workflowID: id })(JSON.parse(body) as BareInput);
  else if (what === 'end') await DBOS.retrieveWorkflow(id).getResult();
  else if ((BARE_STEPS as readonly string[]).includes(what)) {
    const command = JSON.parse(body) as BareCommand;
    await DBOS.send(id, command, what, command.id);
  } else return json(404, { message: `no command ${what}` });
  return json(200, { id });
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(
    signal,
    () =>
      void server
        .stop()
        .then(() => DBOS.shutdown())
        .then(() => process.exit()),
  );
}
