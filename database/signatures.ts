import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Organisation } from './organisations.ts';

type Keyed = Pick<Organisation, 'vaultKey'>;
/** What is signed for one use opens nothing of another. */
export type SignatureUse = 'link' | 'day';

/** 80 bits. Written in base64url it ends in a letter, where programs that mark links would leave a `-` or `_` out. */
const SIGNATURE_BYTES = 10;

/** `<body>.<signature>` under the organisation's key. */
export function signed(organisation: Keyed, use: SignatureUse, body: string): string {
  return `${body}.${signatureOf(organisation, use, body)}`;
}

/** Whether a token was signed under the organisation's key for that use; it takes as long to say no as to say yes. */
export function carriesSignature(organisation: Keyed, use: SignatureUse, token: string): boolean {
  const given = Buffer.from(token);
  const ours = Buffer.from(signed(organisation, use, token.slice(0, Math.max(token.lastIndexOf('.'), 0))));
  const isAsLong = given.length === ours.length;
  return timingSafeEqual(isAsLong ? given : ours, ours) && isAsLong;
}

function signatureOf({ vaultKey }: Keyed, use: SignatureUse, body: string): string {
  const digest = createHmac('sha256', Buffer.from(vaultKey, 'hex')).update(`${use}:${body}`).digest();
  return digest.subarray(0, SIGNATURE_BYTES).toString('base64url');
}
