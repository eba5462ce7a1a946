import type { Log } from '../activities/log.ts';
import type { Aftercare } from '../client/aftercare.ts';

const EVERY_MS = 5_000;

/** Tells cases of replies that they could not be told of when they came, one sweep after the other. Gives what stops it. */
export function sweepInbox(aftercare: Pick<Aftercare, 'deliverLeftReplies'>, log: Pick<Log, 'warn'>): () => void {
  let sweeping = false;
  const sweep = async () => {
    if (sweeping) return;
    sweeping = true;
    try {
      await aftercare.deliverLeftReplies();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      log.warn({ code }, 'replies of customers are left for later');
    } finally {
      sweeping = false;
    }
  };
  const timer = setInterval(() => void sweep(), EVERY_MS);
  return () => clearInterval(timer);
}
