import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { CaseId } from '../domain/shared/ids.ts';
import type { Organisation } from './organisations.ts';

type Key = Pick<Organisation, 'vaultKey'>;

const TAG = /^([a-z]-[a-z0-9]{10})-([0-9a-f]{12})$/;

/**
 * Names a case in mails to its customer, `c-7k3m9p2qxa-0f1e2d3c4b5a`: whoever has it was sent a mail of that case. Lower
 * case throughout, for mail programs change the case of addresses.
 */
export function replyTag(organisation: Key, caseId: CaseId): string {
  const name = caseId.toLowerCase();
  return `${name}-${sealOf(organisation, name)}`;
}

/** The case of a tag that this organisation made; null for any other. */
export function caseOfTag(organisation: Key, tag: string): CaseId | null {
  const [, name, seal] = TAG.exec(tag.toLowerCase()) ?? [];
  if (name === undefined || seal === undefined) return null;
  const known = timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(organisation, name)));
  return known ? name.toUpperCase() : null;
}

function sealOf({ vaultKey }: Key, name: string): string {
  return createHmac('sha256', Buffer.from(vaultKey, 'hex')).update(`reply-tag|${name}`).digest('hex').slice(0, 12);
}

/** A mail in its Message-ID: the same at every attempt, for it is made of the message's key. */
export function mailName(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
