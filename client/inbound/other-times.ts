import { linkToken } from '../../database/links.ts';
import type { Organisation } from '../../database/organisations.ts';
import { linkTo } from '../../domain/link/offered.ts';
import { standingOf } from '../../domain/link/standing.ts';
import type { Store } from '../store.ts';

/** Where whoever answered a proposed time can move it; null when that time does not stand any more. */
export async function otherTimesUrl(
  store: Store,
  organisation: Organisation,
  /** The key of the message that proposed it. */
  about: string | null,
  publicUrl: string,
  nowMs: number,
): Promise<string | null> {
  const written = about === null ? null : await store.findWritten(organisation.id, about);
  if (written === null) return null;
  const { params, view } = written;
  const subject = String(params.revision);
  if (standingOf({ purpose: 'appointment', subject }, view, nowMs) !== 'open') return null;
  return `${publicUrl}/l/${linkToken(organisation, linkTo(view, 'appointment', subject, nowMs))}`;
}
