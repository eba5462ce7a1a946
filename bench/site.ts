/** Where the benchmark's parts are; handed to its worker process as a JSON file. */
export interface Site {
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly databaseUrl: string;
  readonly smsUrl: string;
  readonly smtpUrl: string;
  readonly account: { readonly accountSid: string; readonly authToken: string };
}

export const ORGANISATION = 'bench';
/** A provider's throttle would be all that is measured. */
export const NO_LIMIT_PER_SECOND = 100_000;

/** Where the DBOS process finds its own state, and where it listens. */
export interface DbosSite extends Pick<Site, 'smsUrl' | 'smtpUrl' | 'account'> {
  readonly systemDatabaseUrl: string;
  readonly port: number;
}
