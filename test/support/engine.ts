import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { type Aftercare, createAftercare } from '../../client/aftercare.ts';
import { RefusedError } from '../../client/errors.ts';
import type { MessageRow } from '../../database/messages.ts';
import { createPool } from '../../database/pool.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { instantOf } from '../../local/demo/director.ts';
import { type Mail, type Mailbox, startMailbox } from '../../local/mailbox.ts';
import type { SmsMessage } from '../../local/sandbox/sms-message.ts';
import { type SmsSandbox, startSmsSandbox } from '../../local/sms-sandbox.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { type FastForwardResult, fastForwardTo } from '../../local/time-skipping.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { type Acknowledged, checkInvariants, recording } from './invariants.ts';
import { loadPolicy } from './policies.ts';
import type { WorkerParts } from './workers.ts';

export const ORGANISATION = 'northwind';
/** Every case of these tests begins on this Monday, whatever day they run on. */
export const BEGINS_AT = '2026-03-09 09:00';
export const SANDBOX_ACCOUNT = { accountSid: 'AC00000000000000000000000000000000', authToken: 'sandbox' };
const ALL = 100_000;

/** A database, sinks and a client of its own on the run's one Temporal server and one Postgres. Workers are the test's. */
export interface Engine {
  readonly parts: WorkerParts;
  readonly database: TestDatabase;
  readonly temporal: Client;
  readonly mailbox: Mailbox;
  readonly sms: SmsSandbox;
  readonly aftercare: Aftercare;
  readonly clockOffsetMs: number;
  /** Another client; its cases begin on the fixed Monday at the moment of this call. */
  client(options?: {
    commandsPerRun?: number;
    databaseUrl?: string;
    realTime?: true;
    /** Of other workers than those of `parts`. */
    taskQueue?: string;
  }): Aftercare;
  /** Watches what another client is told, so that `check` knows it. */
  recorded(aftercare: Aftercare): Aftercare;
  /** Lets a case's clock run to a minute of its calendar, with everything that is due on the way. */
  advance(caseId: CaseId, toLocalTime: string, organisationId?: OrganisationId): Promise<FastForwardResult>;
  ledger(caseId: CaseId, organisationId?: OrganisationId): Promise<CaseEvent[]>;
  messages(caseId: CaseId, organisationId?: OrganisationId): Promise<MessageRow[]>;
  sinks(): Promise<{ readonly mails: Mail[]; readonly sms: SmsMessage[] }>;
  historyOf(
    caseId: CaseId,
    organisationId?: OrganisationId,
  ): ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>;
  workflowOf(caseId: CaseId, organisationId?: OrganisationId): ReturnType<Client['workflow']['getHandle']>;
  /** Throws with all that is wrong with what was acknowledged, written and sent so far. */
  check(): Promise<void>;
  stop(): Promise<void>;
}

export interface EngineOptions {
  readonly policy?: 'device-maker' | 'lantern-care';
  /** Servers of the test's own, to be killed. */
  readonly temporalAddress?: string;
  readonly postgresUrl?: string;
}

export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const { policy = 'device-maker', temporalAddress = inject('temporalAddress'), postgresUrl } = options;
  const dataDir = await temporaryFolder('aftercare-engine-');
  const [database, mailbox, sms, connection] = await Promise.all([
    freshDatabase(postgresUrl),
    startMailbox({ dataDir: join(dataDir, 'mail') }),
    startSmsSandbox({ dataDir: join(dataDir, 'sms'), ...SANDBOX_ACCOUNT }),
    Connection.connect({ address: temporalAddress }),
  ]);
  const temporal = new Client({ connection });
  const parts: WorkerParts = {
    temporalAddress,
    databaseUrl: database.url,
    taskQueue: `engine-${process.pid}-${Date.now()}`,
    smtpUrl: mailbox.smtpUrl,
    mailLookUpUrl: `${mailbox.httpUrl}/mails`,
    smsUrl: sms.url,
    ...SANDBOX_ACCOUNT,
    dataDir,
  };
  const acknowledged: Acknowledged[] = [];
  const pools = [database.pool];
  const offset = () => instantOf(BEGINS_AT) - Date.now();
  const clockOffsetMs = offset();
  const client: Engine['client'] = ({ commandsPerRun, databaseUrl, realTime, taskQueue } = {}) => {
    const pool =
      databaseUrl === undefined ? database.pool : createPool(databaseUrl, { max: 4, applicationName: 'test' });
    if (pool !== database.pool) pools.push(pool);
    const aftercare = createAftercare({
      temporal,
      pool,
      taskQueue: taskQueue ?? parts.taskQueue,
      clockOffsetMs: realTime ? 0 : offset(),
      ...(commandsPerRun === undefined ? {} : { commandsPerRun }),
    });
    return recording(aftercare, acknowledged);
  };
  const aftercare = client();
  // Without reports: their schedules would be those of every test on the one server, whoever works for them.
  const { reports: _reports, ...document } = await loadPolicy(policy);
  await aftercare.applyPolicy(ORGANISATION, document, 'Northwind');

  const workflowOf: Engine['workflowOf'] = (caseId, organisationId = ORGANISATION) =>
    temporal.workflow.getHandle(caseWorkflowId(organisationId, caseId));
  const sinks = async () => ({ mails: await mailbox.mails(), sms: await sms.messages() });
  const offsets = new Map<string, Promise<number>>();
  /** Each case has its own, fixed at its start. */
  const offsetOf = (caseId: CaseId, organisationId: OrganisationId): Promise<number> => {
    const found = offsets.get(caseId) ?? startOffset(temporal, caseWorkflowId(organisationId, caseId));
    offsets.set(caseId, found);
    return found;
  };
  return {
    parts,
    database,
    temporal,
    mailbox,
    sms,
    aftercare,
    clockOffsetMs,
    client,
    recorded: (other) => recording(other, acknowledged),
    advance: async (caseId, toLocalTime, organisationId = ORGANISATION) =>
      fastForwardTo(
        temporal,
        caseWorkflowId(organisationId, caseId),
        instantOf(toLocalTime) - (await offsetOf(caseId, organisationId)),
      ),
    ledger: (caseId, organisationId = ORGANISATION) => aftercare.timeline(organisationId, caseId, { limit: ALL }),
    messages: (caseId, organisationId = ORGANISATION) => aftercare.messages(organisationId, { caseId, limit: ALL }),
    sinks,
    historyOf: (caseId, organisationId) => workflowOf(caseId, organisationId).fetchHistory(),
    workflowOf,
    check: () => checkInvariants({ acknowledged, pool: database.pool, temporal, sinks }),
    async stop() {
      await connection.close();
      await Promise.all(pools.filter((pool) => pool !== database.pool).map((pool) => pool.end()));
      await database.drop();
      await Promise.all([mailbox.stop(), sms.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startOffset(temporal: Client, workflowId: string): Promise<number> {
  const history = await temporal.workflow.getHandle(workflowId).fetchHistory();
  const payload = history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
  return (JSON.parse(Buffer.from(payload?.data ?? []).toString()) as { clockOffsetMs: number }).clockOffsetMs;
}

/** The refusal's codes; throws when the work was accepted or failed otherwise. */
export async function refusalsOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => new Error('was accepted'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RefusedError)) throw error;
  return error.refusals.map(({ code }) => code);
}
