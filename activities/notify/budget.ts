import { textedInADay } from '../../database/texted.ts';
import { MINUTE_MS } from '../../domain/shared/time.ts';
import { TryLater } from '../failures.ts';
import type { Attempt } from './attempt.ts';

/** Whoever raises the limit in the policy or waits for tomorrow is heard this soon. */
const ASK_AGAIN_AFTER_MS = 10 * MINUTE_MS;

/**
 * Holds a text to a customer back once so many went out in 24 hours: numbers that somebody makes up are texted at our cost.
 * It stays planned until a person looks. Staff, and what is looked up at the provider, are never held up. Throws
 * `TryLater` (`over-budget`).
 */
export async function keepToBudget({ deps, organisationId, row }: Attempt, smsADay: number | undefined): Promise<void> {
  if (smsADay === undefined || row.channel !== 'sms' || row.recipient.kind !== 'customer') return;
  if (row.state !== 'planned' || row.class === 'escalation') return;
  const texted = await textedInADay(deps.pool, organisationId);
  if (texted < smsADay) return;
  deps.log.error({ organisationId, texted, smsADay }, 'Texts to customers are held back: the day’s budget is used up.');
  throw new TryLater('over-budget', ASK_AGAIN_AFTER_MS);
}
