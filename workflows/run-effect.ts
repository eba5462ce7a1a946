import { ActivityFailure, ApplicationFailure, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CaseActivities, EmailActivities, SendInput, SmsActivities } from '../activities/ports.ts';
import type { EngineCommand, MessageOutcome } from '../domain/case/commands.ts';
import type { Effect } from '../domain/case/effects.ts';
import { holdsRole } from '../domain/policy/people.ts';
import { assertNever } from '../domain/shared/assert-never.ts';
import { emailQueue, RECORD_OPTIONS, SEND_OPTIONS, smsQueue } from './activity-options.ts';
import { type Cell, openState, viewNow } from './live-case.ts';

/** Does what an effect asks of the world; its result is a command for the case, or nothing. */
export async function runEffect(cell: Cell, effect: Effect): Promise<EngineCommand | null> {
  const { organisationId, caseId, policy } = cell.input;
  const ref = { organisationId, caseId };
  const cases = proxyActivities<CaseActivities>(RECORD_OPTIONS);
  const summary = { ...RECORD_OPTIONS, summary: describeEffect(effect) };
  switch (effect.kind) {
    case 'send':
      return { type: 'RecordMessage', key: effect.intent.key, outcome: await send(cell, effect) };
    case 'measure-load': {
      const technicians = policy.people.filter((person) => holdsRole(person, policy.assignment.role));
      const request = { ...ref, personIds: technicians.map(({ id }) => id) };
      return { type: 'RecordLoad', openCases: await cases.measureLoad.executeWithOptions(summary, [request]) };
    }
    case 'reserve-slot': {
      const { technicianId, revision, startMs, endMs } = effect;
      const request = { ...ref, technicianId, revision, startMs, endMs };
      return { type: 'RecordSlot', revision, outcome: await cases.reserveSlot.executeWithOptions(summary, [request]) };
    }
    case 'release-slots':
      await cases.releaseSlots.executeWithOptions(summary, [{ ...ref, revision: effect.revision }]);
      return null;
    case 'archive':
      await cases.archiveCase.executeWithOptions(summary, [ref]);
      return null;
    default:
      return assertNever(effect);
  }
}

/** A line for people who look at a case's history or at what it is busy with. */
export function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'send':
      return `send ${effect.intent.key}`;
    case 'measure-load':
      return 'measure technicians’ load';
    case 'reserve-slot':
      return `reserve ${effect.technicianId} for appointment r${effect.revision}`;
    case 'release-slots':
      return 'release the technician’s time';
    case 'archive':
      return 'file the closed case';
    default:
      return assertNever(effect);
  }
}

async function send(cell: Cell, effect: Extract<Effect, { kind: 'send' }>): Promise<MessageOutcome> {
  const { taskQueue } = workflowInfo();
  const { intent } = effect;
  const input: SendInput = {
    intent,
    view: viewNow(cell),
    facts: openState(cell).facts,
    clockOffsetMs: cell.input.clockOffsetMs,
  };
  const options = { ...SEND_OPTIONS, summary: describeEffect(effect) };
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

/** Failures after which nobody can tell whether the provider took the message. */
const DOUBTFUL = ['unconfirmed', 'in-flight'];

/** The provider was away for all the time a message may take: a person must look, most of all where it is in doubt. */
function givenUp({ cause }: ActivityFailure): MessageOutcome {
  const surelyNotSent = cause instanceof ApplicationFailure && !DOUBTFUL.includes(cause.type ?? '');
  return surelyNotSent ? { state: 'refused', code: cause.type ?? 'gave-up' } : { state: 'unknown' };
}
