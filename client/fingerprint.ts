import { createHash, createHmac } from 'node:crypto';
import type { Actor } from '../domain/case/commands.ts';
import { CARE_ID, type CaseId, type CommandId, type VaultId } from '../domain/shared/ids.ts';
import { canonicalJson } from './canonical.ts';

/** The organisation's vault key: whoever lacks it can't tell a guessed phone number from its fingerprint. */
export type VaultKey = string | Uint8Array;

/** What a sender meant, texts included: tells a repeat from another use of the same command id. */
export interface Meaning {
  readonly type: string;
  readonly by: Actor;
  readonly effectiveAtMs: number | null;
  readonly body: unknown;
}

/** 32 hexadecimal digits. */
export function fingerprintOf(key: VaultKey, meaning: Meaning): string {
  return hmac(key, canonicalJson(meaning)).toString('hex').slice(0, 32);
}

/** The same text of the same command always lies in the same vault row, so a repeat writes nothing new. */
export function vaultIdOf(key: VaultKey, commandId: CommandId, place: string, fingerprint: string): VaultId {
  return `v_${hmac(key, `${commandId}|${place}|${fingerprint}`).toString('hex').slice(0, 24)}`;
}

/** The same file for the same case is one attachment, however often it is sent; whoever has the file can't tell whose it is. */
export function attachmentIdOf(key: VaultKey, caseId: CaseId, kind: string, content: Uint8Array): string {
  const digest = createHash('sha256').update(content).digest('hex');
  return `a_${hmac(key, `attachment|${caseId}|${kind}|${digest}`).toString('hex').slice(0, 24)}`;
}

/** One key for a unit, however its number was typed; without the organisation's key nobody can guess the number. */
export function unitKeyOf(key: VaultKey, serialNumber: string): string {
  const plain = serialNumber
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]+/g, '');
  return `u_${hmac(key, `unit|${plain}`).toString('hex').slice(0, 24)}`;
}

/** Numbers by which systems outside name a case. */
export type LookUpKind = 'order-number' | 'serial-number' | 'parcel';

/** By what a number is found again, however it was typed; without the organisation's key nobody can guess it. */
export function lookUpOf(key: VaultKey, kind: LookUpKind, number: string): string {
  const plain = number.normalize('NFKC').toUpperCase().replace(/\s+/g, '');
  return `l_${hmac(key, `${kind}|${kind === 'serial-number' ? plain.replaceAll('-', '') : plain}`)
    .toString('hex')
    .slice(0, 24)}`;
}

/** One key for an event of a system outside. */
export function eventKeyOf(key: VaultKey, source: string, id: string): string {
  return `e_${hmac(key, `event|${source}|${id}`).toString('hex').slice(0, 24)}`;
}

/** The same reference always computes the same case, so two openings in parallel meet in one workflow. */
export function caseIdOf(key: VaultKey, source: string, reference: string): CaseId {
  return `C-${crockford(hmac(key, `${source}|${reference}`), 10)}`;
}

/** The same unit, or the same reference where nobody tells its number, is the same care. */
export function careIdOf(key: VaultKey, serialNumber: string | undefined, source: string, reference: string): CaseId {
  const subject = serialNumber === undefined ? `${source}|${reference}` : unitKeyOf(key, serialNumber);
  return `${CARE_ID}${crockford(hmac(key, `care|${subject}`), 10)}`;
}

/** The same command always adds the same endpoint. */
export function endpointIdOf(key: VaultKey, commandId: CommandId): string {
  return `E-${crockford(hmac(key, `endpoint|${commandId}`), 10)}`;
}

/** A secret as Standard Webhooks writes it: nobody who lacks the organisation's key can guess it, and a repeat makes no other. */
export function webhookSecretOf(key: VaultKey, purpose: string): string {
  return `whsec_${hmac(key, `webhook-secret|${purpose}`).toString('base64')}`;
}

/** What a customer sent is one entry of the inbox, however often its provider posts it. */
export function inboxIdOf(key: VaultKey, channel: string, externalId: string): string {
  return `I-${crockford(hmac(key, `inbox|${channel}|${externalId}`), 16)}`;
}

function hmac(key: VaultKey, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/** Without I, L, O and U: nobody mistakes one character for another on the phone. */
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function crockford(bytes: Uint8Array, length: number): string {
  return Array.from({ length }, (_, index) => CROCKFORD[bytes[index]! & 31]).join('');
}
