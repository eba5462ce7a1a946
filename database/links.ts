import { LINK_LETTERS, LINK_PURPOSES, type LinkClaim } from '../domain/link/claim.ts';
import { HOUR_MS } from '../domain/shared/time.ts';
import type { Organisation } from './organisations.ts';
import { carriesSignature, signed } from './signatures.ts';

type Keyed = Pick<Organisation, 'vaultKey'>;

const HOUR_BASE = 36;

/** A claim as it stands in a link: `<organisation>.<case>.<letter><subject>.<hour>.<signature>`, about 50 characters. */
export function linkToken(organisation: Keyed, claim: LinkClaim): string {
  return signed(organisation, 'link', bodyOf(claim));
}

/** The claim that a token makes, whether it is ours or not; null when no token looks like it. */
export function claimIn(token: string): LinkClaim | null {
  const parts = token.split('.');
  const [caseId = '', what = '', hours = ''] = parts.slice(-4, -1);
  const organisationId = parts.slice(0, -4).join('.');
  const purpose = LINK_PURPOSES.find((one) => LINK_LETTERS[one] === what[0]);
  const expiresAtMs = Number.parseInt(hours, HOUR_BASE) * HOUR_MS;
  if (organisationId === '' || caseId === '' || what.length < 2 || purpose === undefined) return null;
  const claim: LinkClaim = { organisationId, caseId, purpose, subject: what.slice(1), expiresAtMs };
  return token.startsWith(`${bodyOf(claim)}.`) ? claim : null;
}

/** Whether a token was signed under the organisation's key; it takes as long to say no as to say yes. */
export function isSigned(organisation: Keyed, token: string): boolean {
  return carriesSignature(organisation, 'link', token);
}

function bodyOf({ organisationId, caseId, purpose, subject, expiresAtMs }: LinkClaim): string {
  const hours = Math.floor(expiresAtMs / HOUR_MS).toString(HOUR_BASE);
  return `${organisationId}.${caseId}.${LINK_LETTERS[purpose]}${subject}.${hours}`;
}
