import { ActivityFailure, ApplicationFailure, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type {
  EmailActivities,
  RecordRequest,
  RideAnswer,
  RidingSend,
  SendInput,
  SmsActivities,
} from '../activities/ports.ts';
import type { MessageOutcome } from '../domain/case/commands.ts';
import type { Effect } from '../domain/case/effects.ts';
import { emailQueue, RIDE_OPTIONS, SEND_OPTIONS, smsQueue } from './activity-options.ts';
import { type Cell, openState, viewNow } from './live-case.ts';

export type SendEffect = Extract<Effect, { kind: 'send' }>;

/** Sends a message by itself, `afterMs` from now, for as long as a message may take. */
export async function sendAlone(cell: Cell, { intent }: SendEffect, afterMs = 0): Promise<MessageOutcome> {
  if (afterMs > 0) await sleep(afterMs, { summary: `send ${intent.key}` });
  const { taskQueue } = workflowInfo();
  const input: SendInput = { ...orderOf(cell), intent, view: viewNow(cell) };
  const options = { ...SEND_OPTIONS, summary: `send ${intent.key}` };
  try {
    return intent.channel === 'sms'
      ? await proxyActivities<SmsActivities>(SEND_OPTIONS).sendSms.executeWithOptions(
          { ...options, taskQueue: smsQueue(taskQueue) },
          [input],
        )
      : await proxyActivities<EmailActivities>(SEND_OPTIONS).sendEmail.executeWithOptions(
          { ...options, taskQueue: emailQueue(taskQueue) },
          [input],
        );
  } catch (error) {
    if (error instanceof ActivityFailure) return givenUp(error);
    throw error;
  }
}

/** Commits a batch, asks and tries to send a message, in one activity. Null when nobody can tell whether any of it was done. */
export async function rideSend(
  cell: Cell,
  { intent }: SendEffect,
  { batch, asks }: RecordRequest,
): Promise<RideAnswer | null> {
  const { taskQueue } = workflowInfo();
  const input: RidingSend = { ...orderOf(cell), key: intent.key, batch, asks };
  const options = { ...RIDE_OPTIONS, summary: `send ${intent.key}` };
  try {
    return intent.channel === 'sms'
      ? await proxyActivities<SmsActivities>(RIDE_OPTIONS).recordAndSendSms.executeWithOptions(
          { ...options, taskQueue: smsQueue(taskQueue) },
          [input],
        )
      : await proxyActivities<EmailActivities>(RIDE_OPTIONS).recordAndSendEmail.executeWithOptions(
          { ...options, taskQueue: emailQueue(taskQueue) },
          [input],
        );
  } catch (error) {
    if (error instanceof ActivityFailure) return null;
    throw error;
  }
}

function orderOf(cell: Cell): Pick<SendInput, 'facts' | 'clockOffsetMs'> {
  return { facts: openState(cell).facts, clockOffsetMs: cell.input.clockOffsetMs };
}

/** Failures after which nobody can tell whether the provider took the message. */
const DOUBTFUL = ['unconfirmed', 'in-flight'];

/** The provider was away for all the time a message may take: a person must look, most of all where it is in doubt. */
function givenUp({ cause }: ActivityFailure): MessageOutcome {
  const surelyNotSent = cause instanceof ApplicationFailure && !DOUBTFUL.includes(cause.type ?? '');
  return surelyNotSent ? { state: 'refused', code: cause.type ?? 'gave-up' } : { state: 'unknown' };
}
