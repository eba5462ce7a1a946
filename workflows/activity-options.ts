import type { ActivityOptions } from '@temporalio/workflow';

/** Each provider has a queue of its own beside the cases', so that a slow one delays nobody else. */
export function smsQueue(taskQueue: string): string {
  return `${taskQueue}-sms`;
}
export function emailQueue(taskQueue: string): string {
  return `${taskQueue}-email`;
}

/**
 * Journal, slots, load, calendars: retried for as long as it takes, because nothing in them can fail on a business rule
 * and nothing may be lost while Postgres is away. The first retries are quick: most faults are a dropped connection.
 */
export const RECORD_OPTIONS: ActivityOptions = {
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
};

/**
 * Messages: an attempt gives up after 15 s, well above the provider clients' own time-outs, so that a crashed worker's
 * message is taken up soon. Ten days let a message wait out the longest holiday and a provider's outage before it is given
 * up and a person told.
 */
export const SEND_OPTIONS: ActivityOptions = {
  startToCloseTimeout: '15 seconds',
  scheduleToCloseTimeout: '10 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
};

/**
 * A batch and the message it rides in: only the database can make it fail, so it is retried without limit. A queue that
 * is held up behind its provider must not hold up the journal: after 5 s the batch goes by itself.
 */
export const RIDE_OPTIONS: ActivityOptions = {
  startToCloseTimeout: '15 seconds',
  scheduleToStartTimeout: '5 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
};

/**
 * A report reads a month of cases before it is mailed. After three days it is old news: its run fails, and somebody looks.
 */
export const REPORT_OPTIONS: ActivityOptions = {
  startToCloseTimeout: '60 seconds',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
};

/** Opening another case asks both the database and the engine, and the client itself waits up to 30 s for them. */
export const LINK_OPTIONS: ActivityOptions = {
  startToCloseTimeout: '45 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
};
