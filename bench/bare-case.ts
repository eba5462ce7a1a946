import { condition, defineUpdate, proxyActivities, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import { emailQueue, SEND_OPTIONS, smsQueue } from '../workflows/activity-options.ts';
import type { BareEmailActivities, BareSmsActivities } from './bare-activities.ts';

export interface BareInput {
  readonly caseId: string;
  readonly phone: string;
  readonly email: string;
  readonly dayLastsMs: number;
}

export interface BareCommand {
  readonly id: string;
  readonly type: BareStep;
  /** Of `ProposeAppointment`. */
  readonly startMs?: number;
}

/** The inputs of case-7, in their order. */
export const BARE_STEPS = [
  'OpenCase',
  'AssignTechnician',
  'ProposeAppointment',
  'RecordArrival',
  'FileReport',
  'RateService',
  'AnswerFollowUp',
] as const;
export type BareStep = (typeof BARE_STEPS)[number];

/** Follow-ups are asked on these days after the service. */
export const FOLLOW_UP_DAYS = [1, 3, 7];

export interface BareAnswer {
  readonly id: string;
  readonly taken: number;
}

/** What any workflow of this shape costs: case-7's inputs, sends and timers, and nothing else. */
export async function bareCase({ caseId, phone, email, dayLastsMs }: BareInput): Promise<void> {
  const taken: BareCommand[] = [];
  for (const step of BARE_STEPS) {
    const update = defineUpdate<BareAnswer, [BareCommand]>(`bare${step}`);
    setHandler(update, (command) => {
      taken.push(command);
      return { id: command.id, taken: taken.length };
    });
  }
  const { taskQueue } = workflowInfo();
  const { bareSms } = proxyActivities<BareSmsActivities>({ ...SEND_OPTIONS, taskQueue: smsQueue(taskQueue) });
  const { bareEmail } = proxyActivities<BareEmailActivities>({ ...SEND_OPTIONS, taskQueue: emailQueue(taskQueue) });
  const has = (step: BareStep) => condition(() => taken.some(({ type }) => type === step));
  const sends: Promise<void>[] = [];
  const sms = (what: string) => void sends.push(bareSms({ caseId, to: phone, what }));
  const until = (atMs: number) => sleep(Math.max(1, atMs - Date.now()));

  await has('OpenCase');
  sms('opened');
  await has('ProposeAppointment');
  const { startMs = 0 } = taken.find(({ type }) => type === 'ProposeAppointment')!;
  sends.push(bareEmail({ caseId, to: email, startMs }));
  await until(startMs - dayLastsMs);
  sms('reminder');
  await has('FileReport');
  sms('callback');
  await has('RateService');
  const servedAtMs = Date.now();
  for (const day of FOLLOW_UP_DAYS) {
    await until(servedAtMs + day * dayLastsMs);
    sms(`follow-up ${day}`);
    // Nobody answers the first two: one is given up when the next is due, the other by a timer of its own.
    if (day === 3) await until(servedAtMs + (day + 2) * dayLastsMs);
  }
  await has('AnswerFollowUp');
  await Promise.all(sends);
}
