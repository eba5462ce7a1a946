import { homedir } from 'node:os';
import { join } from 'node:path';

/** Every variable the programs read, besides Temporal's own (`TEMPORAL_*`, read by @temporalio/envconfig). */
export const ENVIRONMENT = [
  { name: 'DATABASE_URL', what: 'Postgres of Aftercare: journal, cases, vault, message ledger' },
  {
    name: 'AFTERCARE_TASK_QUEUE',
    what: 'task queue of cases; messages use it with -sms and -email behind (default aftercare)',
  },
  {
    name: 'AFTERCARE_ORGANISATION',
    what: 'organisation that commands mean when they name none (default device-maker)',
  },
  { name: 'AFTERCARE_DATA_DIR', what: 'where `aftercare dev` keeps its data (default .aftercare in the home folder)' },
  { name: 'SMTP_URL', what: 'mail server, smtp://user:password@host:port or smtps://…' },
  {
    name: 'MAIL_LOOKUP_URL',
    what: 'answers GET ?messageId= with a JSON list, empty when there is none, to look before a mail is sent again',
  },
  { name: 'TWILIO_ACCOUNT_SID', what: 'SMS provider account' },
  { name: 'TWILIO_AUTH_TOKEN', what: 'SMS provider token' },
  { name: 'TWILIO_API_URL', what: 'SMS provider address, if not its own' },
  {
    name: 'SMS_STATUS_CALLBACK_URL',
    what: 'public address that the provider reports delivery to, {organisation} standing for its id (default: the hook of `aftercare api` under PUBLIC_URL)',
  },
  {
    name: 'HEALTH_PORT',
    what: 'port of the worker’s health page on 127.0.0.1 unless HEALTH_HOST says otherwise (default none)',
  },
  { name: 'HEALTH_HOST', what: 'interface of the health page (default 127.0.0.1)' },
  {
    name: 'PUBLIC_URL',
    what: 'where customers, technicians and providers reach `aftercare api`, such as https://service.example.com; links in messages begin with it (default none: messages carry no links)',
  },
  { name: 'API_PORT', what: 'port of `aftercare api` on 127.0.0.1 unless API_HOST says otherwise (default 8080)' },
  { name: 'API_HOST', what: 'interface of `aftercare api` (default 127.0.0.1)' },
  { name: 'OIDC_ISSUER', what: 'provider whose access tokens the API takes besides keys, as its tokens name it' },
  { name: 'OIDC_AUDIENCE', what: 'what its tokens must be for' },
  { name: 'OIDC_JWKS_URL', what: 'where its keys are, if not at /.well-known/jwks.json of the issuer' },
  { name: 'LOG_LEVEL', what: 'fatal, error, warn, info or debug (default info)' },
] as const;
export type EnvironmentName = (typeof ENVIRONMENT)[number]['name'];
export type Environment = Readonly<Partial<Record<EnvironmentName, string>>>;

export interface Config {
  readonly databaseUrl: string | null;
  readonly taskQueue: string;
  readonly dataDir: string;
  readonly mail: { readonly url: string; readonly lookUpUrl: string | null } | null;
  readonly sms: {
    readonly accountSid: string;
    readonly authToken: string;
    readonly baseUrl: string | null;
    readonly statusCallbackUrl: string | null;
  } | null;
  /** Without a slash at its end; null: nobody outside reaches us. */
  readonly publicUrl: string | null;
  readonly api: { readonly host: string; readonly port: number };
  readonly oidc: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string } | null;
  readonly health: { readonly host: string; readonly port: number } | null;
  readonly logLevel: string;
}

/** A setting that is missing or makes no sense: the name, and what to write. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function readConfig(env: Environment): Config {
  const given = (name: EnvironmentName) => env[name]?.trim() || null;
  const portOf = (name: 'HEALTH_PORT' | 'API_PORT') => {
    const port = given(name);
    if (port !== null && !/^\d{1,5}$/.test(port)) throw new ConfigError(`${name} is ${port}; write a port number.`);
    return port === null ? null : Number(port);
  };
  const port = portOf('HEALTH_PORT');
  const publicUrl = given('PUBLIC_URL');
  if (publicUrl !== null && !/^https?:\/\/[^/\s]+(\/[^\s?#]*)?$/.test(publicUrl)) {
    throw new ConfigError(`PUBLIC_URL is ${publicUrl}; write an address such as https://service.example.com.`);
  }
  const accountSid = given('TWILIO_ACCOUNT_SID');
  const authToken = given('TWILIO_AUTH_TOKEN');
  if ((accountSid === null) !== (authToken === null)) {
    throw new ConfigError('Set both TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or neither.');
  }
  const issuer = given('OIDC_ISSUER');
  const audience = given('OIDC_AUDIENCE');
  if ((issuer === null) !== (audience === null)) {
    throw new ConfigError('Set both OIDC_ISSUER and OIDC_AUDIENCE, or neither.');
  }
  const smtpUrl = given('SMTP_URL');
  return {
    databaseUrl: given('DATABASE_URL'),
    taskQueue: given('AFTERCARE_TASK_QUEUE') ?? 'aftercare',
    dataDir: dataDirOf(env),
    mail: smtpUrl === null ? null : { url: smtpUrl, lookUpUrl: given('MAIL_LOOKUP_URL') },
    sms:
      accountSid === null || authToken === null
        ? null
        : {
            accountSid,
            authToken,
            baseUrl: given('TWILIO_API_URL'),
            statusCallbackUrl: given('SMS_STATUS_CALLBACK_URL') ?? statusHook(publicUrl),
          },
    oidc:
      issuer === null || audience === null
        ? null
        : {
            issuer,
            audience,
            jwksUrl: given('OIDC_JWKS_URL') ?? `${issuer.replace(/\/+$/, '')}/.well-known/jwks.json`,
          },
    health: port === null ? null : { host: given('HEALTH_HOST') ?? '127.0.0.1', port },
    publicUrl: publicUrl?.replace(/\/+$/, '') ?? null,
    api: { host: given('API_HOST') ?? '127.0.0.1', port: portOf('API_PORT') ?? 8080 },
    logLevel: given('LOG_LEVEL') ?? 'info',
  };
}

/** Where `aftercare api` hears how far messages have come. */
function statusHook(publicUrl: string | null): string | null {
  return publicUrl === null ? null : `${publicUrl.replace(/\/+$/, '')}/hooks/twilio/{organisation}/status`;
}

/** The value, or a refusal to start that names the variable. */
export function required<T>(value: T | null, ...names: EnvironmentName[]): T {
  if (value !== null) return value;
  const wanted = names
    .map((name) => `${name} (${ENVIRONMENT.find((entry) => entry.name === name)?.what})`)
    .join(' and ');
  const brought = names.includes('DATABASE_URL') ? 'database' : 'mail server and SMS provider';
  throw new ConfigError(`Is \`npm start\` running? It brings its own ${brought}; otherwise set ${wanted}.`);
}

/** The organisation that a command means when it names none. */
export function organisationOf({ AFTERCARE_ORGANISATION }: Environment): string {
  return AFTERCARE_ORGANISATION?.trim() || 'device-maker';
}

/** Where `aftercare dev` keeps its data. Root's home is closed to the user that Postgres then runs as. */
export function dataDirOf({ AFTERCARE_DATA_DIR }: Environment): string {
  const byDefault = process.getuid?.() === 0 ? '/var/lib/aftercare' : join(homedir(), '.aftercare');
  return AFTERCARE_DATA_DIR?.trim() || byDefault;
}
