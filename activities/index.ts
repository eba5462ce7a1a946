import { Context } from '@temporalio/activity';
import type pg from 'pg';
import { createCaseActivities } from './cases.ts';
import { withoutContents } from './failures.ts';
import type { Log } from './log.ts';
import type { Mailer, SmsGateway } from './notify/gateways.ts';
import { sendMessage } from './notify/send.ts';
import { createPolicyShelf } from './policy-shelf.ts';
import type { CaseActivities, EmailActivities, SendInput, SmsActivities } from './ports.ts';

export interface ActivityDeps {
  readonly pool: pg.Pool;
  readonly sms: SmsGateway;
  readonly mailer: Mailer;
  readonly log: Log;
}

/** Three groups, each for a task queue of its own, so that a slow provider delays nobody else. */
export interface Activities {
  readonly cases: CaseActivities;
  readonly sms: SmsActivities;
  readonly email: EmailActivities;
}

export function createActivities(deps: ActivityDeps): Activities {
  const policies = createPolicyShelf(deps.pool);
  const send = (input: SendInput) => sendMessage({ ...deps, policies }, input, nowMs(input.clockOffsetMs));
  return {
    cases: withoutContents(createCaseActivities(deps.pool, policies), deps.log),
    sms: withoutContents<SmsActivities>({ sendSms: send }, deps.log),
    email: withoutContents<EmailActivities>({ sendEmail: send }, deps.log),
  };
}

/** The case's clock. Of this attempt: by the first one's time, a message held for the night would never be let out. */
function nowMs(clockOffsetMs: number): number {
  return Context.current().info.currentAttemptScheduledTimestampMs + clockOffsetMs;
}
