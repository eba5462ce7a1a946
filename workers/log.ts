import type { LogLevel, LogMetadata, Logger as TemporalLogger } from '@temporalio/common';
import { type Logger, pino } from 'pino';

/** JSON lines on stderr; stdout belongs to results. What is logged is codes and ids, never a customer's data. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}

/** What the SDK says, less what an error may carry besides its message: a database error's details name values. */
export function temporalLogger(log: Logger): TemporalLogger {
  const child = log.child({ from: 'temporal' });
  const write = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: LogMetadata) =>
    child[level](harmless(meta), message);
  const [trace, debug, info, warn, error] = [
    write('trace'),
    write('debug'),
    write('info'),
    write('warn'),
    write('error'),
  ];
  const byLevel: Record<LogLevel, typeof info> = { TRACE: trace, DEBUG: debug, INFO: info, WARN: warn, ERROR: error };
  return { trace, debug, info, warn, error, log: (level, message, meta) => byLevel[level](message, meta) };
}

function harmless(meta: LogMetadata | undefined): Record<string, unknown> {
  const { workflowId, workflowType, activityType, attempt, taskQueue, error } = (meta ?? {}) as Record<string, unknown>;
  const code = error instanceof Error ? { error: error.name, message: error.message } : {};
  return { workflowId, workflowType, activityType, attempt, taskQueue, ...code };
}
