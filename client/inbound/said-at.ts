import type { InboxEntry } from '../../database/inbox.ts';
import type { RefusalCode } from '../../domain/case/refusals.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import { RefusedError } from '../errors.ts';
import type { Start } from '../open.ts';
import type { Parts } from '../send.ts';

/**
 * When a reply that is told late was said, on the clock of cases and never before the message that it answers; null for one
 * that is told as it comes. The same at every attempt but the first.
 */
export async function saidAtMs(
  { store }: Parts,
  { offsetMs }: Pick<Start, 'offsetMs'>,
  organisationId: OrganisationId,
  { attempts, receivedAtMs }: Pick<InboxEntry, 'attempts' | 'receivedAtMs'>,
  about: string | null,
): Promise<number | null> {
  if (attempts <= 1) return null;
  const written = about === null ? null : await store.findWritten(organisationId, about);
  return Math.floor(Math.max(receivedAtMs + offsetMs, written?.plannedAtMs ?? 0));
}

/** Why it can't count from then, or was taken already as said just now; it counts from now instead. */
const NOT_THEN: readonly RefusalCode[] = [
  'effective-too-old',
  'effective-in-future',
  'item-step-too-early',
  'command-id-reused',
];

/** Tells it as said then, and where the case can't have that, as said now. Throws what `tell` throws. */
export async function tellAsSaid<T>(atMs: number | null, tell: (atMs: number | null) => Promise<T>): Promise<T> {
  if (atMs === null) return tell(null);
  try {
    return await tell(atMs);
  } catch (error) {
    if (!(error instanceof RefusedError) || !NOT_THEN.includes(error.refusals[0].code)) throw error;
    return tell(null);
  }
}
