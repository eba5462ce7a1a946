import { ApplicationFailure } from '@temporalio/common';
import type { Log } from './log.ts';

/** Not now: the attempt ends without harm and comes again, after `delayMs` or by the retry policy. */
export class TryLater extends Error {
  readonly code: string;
  readonly delayMs: number | null;

  constructor(code: string, delayMs: number | null = null) {
    super(code);
    this.name = 'TryLater';
    this.code = code;
    this.delayMs = delayMs;
  }
}

type Activity = (...args: never[]) => Promise<unknown>;

/**
 * Activities whose failures carry a code and nothing else. A failure is kept in the case's history, and the words of a
 * driver or a provider may quote what somebody typed. Every failure is retryable: the retry policy says how long.
 */
export function withoutContents<T extends Readonly<Record<keyof T, Activity>>>(activities: T, log: Log): T {
  const wrap = (name: string, activity: Activity): Activity => {
    return async (...args) => {
      try {
        return await activity(...args);
      } catch (error) {
        throw failureOf(error, name, log);
      }
    };
  };
  return Object.fromEntries(
    Object.entries<Activity>(activities).map(([name, activity]) => [name, wrap(name, activity)]),
  ) as unknown as T;
}

function failureOf(error: unknown, activity: string, log: Log): ApplicationFailure {
  if (error instanceof TryLater) {
    return ApplicationFailure.create({
      message: error.code,
      type: error.code,
      ...(error.delayMs === null ? {} : { nextRetryDelay: Math.max(1, Math.ceil(error.delayMs)) }),
    });
  }
  const code = codeOf(error);
  log.error({ activity, code, at: framesOf(error) }, 'An activity failed and will be tried again.');
  return ApplicationFailure.create({ message: code, type: code });
}

/** The code of a Postgres, network or own error; `internal-fault` for anything else. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(code) ? code : 'internal-fault';
}

/** Where it happened, without the message, which the first lines of a stack repeat. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
}
