import { Context } from '@temporalio/activity';
import type pg from 'pg';
import { messagesOf } from '../domain/case/journal.ts';
import { type CaseOpeners, createCaseActivities } from './cases.ts';
import { TryLater, withoutContents } from './failures.ts';
import type { Log } from './log.ts';
import type { Mailer, SmsGateway } from './notify/gateways.ts';
import { sendMessage } from './notify/send.ts';
import { createPolicyShelf } from './policy-shelf.ts';
import type { CaseActivities, EmailActivities, RideAnswer, RidingSend, SendInput, SmsActivities } from './ports.ts';
import { record } from './record.ts';
import { createReportActivities } from './report/index.ts';
import type { ReportActivities, ReportMailActivities } from './report/ports.ts';
import { sendReport } from './report/send-report.ts';

export interface ActivityDeps {
  readonly pool: pg.Pool;
  readonly sms: SmsGateway;
  readonly mailer: Mailer;
  readonly log: Log;
  /** Where customers reach us; absent when they don't. */
  readonly publicUrl?: string | null;
  readonly openers: CaseOpeners;
}

/** Three groups, each for a task queue of its own, so that a slow provider delays nobody else. */
export interface Activities {
  readonly cases: CaseActivities & ReportActivities;
  readonly sms: SmsActivities;
  readonly email: EmailActivities & ReportMailActivities;
}

/** As the retry policy of a message begins. */
const FIRST_RETRY_MS = 1_000;

export function createActivities(deps: ActivityDeps): Activities {
  const sendDeps = { ...deps, policies: createPolicyShelf(deps.pool) };
  const send = (input: SendInput) => sendMessage(sendDeps, input, nowMs(input.clockOffsetMs));
  const recordAndSend = async ({ batch, asks, key, ...order }: RidingSend): Promise<RideAnswer> => {
    const results = await record(deps.pool, { batch, asks });
    const intent = messagesOf(batch.events).find((message) => message.key === key);
    if (intent === undefined) throw new Error(`${key} does not ride in its own batch`);
    const outcome = await send({ ...order, intent, view: batch.view }).catch((error: unknown) => {
      if (!(error instanceof TryLater)) throw error;
      return { state: 'later', afterMs: Math.ceil(error.delayMs ?? FIRST_RETRY_MS) } as const;
    });
    return { outcome, results };
  };
  return {
    cases: withoutContents<Activities['cases']>(
      { ...createCaseActivities(deps.pool, sendDeps.policies, deps.openers), ...createReportActivities(deps) },
      deps.log,
    ),
    sms: withoutContents<SmsActivities>({ sendSms: send, recordAndSendSms: recordAndSend }, deps.log),
    email: withoutContents<Activities['email']>(
      {
        sendEmail: send,
        recordAndSendEmail: recordAndSend,
        sendReport: (order) => sendReport(sendDeps, order, nowMs(order.clockOffsetMs)),
      },
      deps.log,
    ),
  };
}

/** The case's clock. Of this attempt: by the first one's time, a message held for the night would never be let out. */
function nowMs(clockOffsetMs: number): number {
  return Context.current().info.currentAttemptScheduledTimestampMs + clockOffsetMs;
}
