import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMailbox } from './mailbox.ts';
import { startPostgres } from './postgres.ts';
import type { Log } from './programs.ts';
import { startSmsSandbox } from './sms-sandbox.ts';
import { startTemporalServer } from './temporal-server.ts';

/** The sandbox knows one account; it protects nothing and is reachable from this machine only. */
const SANDBOX_ACCOUNT = { accountSid: 'AC00000000000000000000000000000000', authToken: 'sandbox' };

export interface StackOptions {
  readonly dataDir: string;
  /** Serve Temporal's web pages. */
  readonly ui?: boolean;
  /** False trades safety after a power cut for speed. */
  readonly durable?: boolean;
  readonly log: Log;
  /** Parts that are given are used and not started: `DATABASE_URL`, `TEMPORAL_ADDRESS`, `SMTP_URL`, `TWILIO_ACCOUNT_SID` … */
  readonly given?: NodeJS.ProcessEnv;
}

/** What a person wants first comes first. */
export const IN_ORDER = [
  'API',
  'Mails land at',
  'SMS land at',
  'Mail',
  'SMS',
  'Temporal pages',
  'Temporal',
  'Postgres',
] as const;
export type PartName = (typeof IN_ORDER)[number];

/** What each part needs to be started, told of and stopped. */
export interface Site {
  readonly dataDir: string;
  readonly options: StackOptions;
  readonly given: NodeJS.ProcessEnv;
  readonly add: Add;
  readonly watch: Watch;
  readonly onStop: (end: () => Promise<void>) => void;
}

export type Add = (name: PartName, where: string, variables: Record<string, string>) => void;
export type Watch = (part: { readonly ended: Promise<string> }) => void;

export async function addPostgres({ dataDir, options, given, add, watch, onStop }: Site) {
  if (given.DATABASE_URL) return add('Postgres', 'DATABASE_URL', { DATABASE_URL: given.DATABASE_URL });
  const postgres = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    durable: options.durable ?? true,
    log: options.log,
  });
  onStop(() => postgres.stop());
  watch(postgres);
  add('Postgres', new URL(postgres.url).host, { DATABASE_URL: postgres.url });
}

export async function addTemporal({ dataDir, options, given, add, watch, onStop }: Site) {
  const elsewhere = given.TEMPORAL_ADDRESS ?? given.TEMPORAL_PROFILE ?? given.TEMPORAL_CONFIG_FILE;
  if (elsewhere) return add('Temporal', elsewhere, {});
  const temporal = await startTemporalServer({
    dataDir: join(dataDir, 'temporal'),
    ui: options.ui ?? false,
    log: options.log,
  });
  onStop(() => temporal.stop());
  watch(temporal);
  add('Temporal', temporal.address, {
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_CONFIG_FILE: await emptyProfile(dataDir),
  });
  if (temporal.uiUrl !== undefined) add('Temporal pages', temporal.uiUrl, {});
}

/** Nobody's own profile, with its keys and certificates, is meant for a private server. */
async function emptyProfile(dataDir: string): Promise<string> {
  const file = join(dataDir, 'temporal', 'profile.toml');
  await writeFile(file, '[profile.default]\n');
  return file;
}

export async function addMail({ dataDir, given, add, onStop }: Site) {
  if (given.SMTP_URL) return add('Mail', 'SMTP_URL', {});
  const mailbox = await startMailbox({ dataDir: join(dataDir, 'mail') });
  onStop(() => mailbox.stop());
  const mailsUrl = `${mailbox.httpUrl}/mails`;
  add('Mails land at', mailsUrl, { SMTP_URL: mailbox.smtpUrl, MAIL_LOOKUP_URL: mailsUrl });
}

export async function addSms({ dataDir, given, add, onStop }: Site) {
  if (given.TWILIO_ACCOUNT_SID) return add('SMS', 'TWILIO_ACCOUNT_SID', {});
  const sandbox = await startSmsSandbox({ dataDir: join(dataDir, 'sms'), ...SANDBOX_ACCOUNT });
  onStop(() => sandbox.stop());
  add('SMS land at', `${sandbox.url}/sandbox/messages`, {
    TWILIO_API_URL: sandbox.url,
    TWILIO_ACCOUNT_SID: SANDBOX_ACCOUNT.accountSid,
    TWILIO_AUTH_TOKEN: SANDBOX_ACCOUNT.authToken,
  });
}
