import type { DayClaim } from '../domain/day/claim.ts';
import { dayNumber } from '../domain/shared/civil-date.ts';
import { HOUR_MS } from '../domain/shared/time.ts';
import type { Organisation } from './organisations.ts';
import { carriesSignature, signed } from './signatures.ts';

type Keyed = Pick<Organisation, 'vaultKey'>;

const HOUR_BASE = 36;

/** A claim as it stands in a link: `<organisation>.<person>.<day>.<hour>.<signature>`. */
export function dayToken(organisation: Keyed, claim: DayClaim): string {
  return signed(organisation, 'day', bodyOf(claim));
}

/** The claim that a token makes, whether it is ours or not; null when no token looks like it. */
export function dayClaimIn(token: string): DayClaim | null {
  const parts = token.split('.');
  const [personId = '', on = '', hours = ''] = parts.slice(-4, -1);
  const organisationId = parts.slice(0, -4).join('.');
  const expiresAtMs = Number.parseInt(hours, HOUR_BASE) * HOUR_MS;
  if (organisationId === '' || personId === '' || dayNumber(on) === null) return null;
  const claim: DayClaim = { organisationId, personId, on, expiresAtMs };
  return token.startsWith(`${bodyOf(claim)}.`) ? claim : null;
}

/** Whether it was signed under the organisation's key; it takes as long to say no as to say yes. */
export function isSignedDay(organisation: Keyed, token: string): boolean {
  return carriesSignature(organisation, 'day', token);
}

function bodyOf({ organisationId, personId, on, expiresAtMs }: DayClaim): string {
  return `${organisationId}.${personId}.${on}.${Math.floor(expiresAtMs / HOUR_MS).toString(HOUR_BASE)}`;
}
