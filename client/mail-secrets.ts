import { createHash, randomBytes } from 'node:crypto';
import type { OrganisationId } from '../domain/shared/ids.ts';
import type { Parts } from './send.ts';

/** What lets a provider hand in an organisation's mail. */
export interface MailSecrets {
  /**
   * Makes a secret, which is shown once and kept nowhere; the one before stays good for `overlapMs`. Throws
   * `RefusedError` (`unknown-organisation`).
   */
  newMailSecret(organisationId: OrganisationId, overlapMs: number): Promise<string>;
  isMailSecret(organisationId: OrganisationId, text: string): Promise<boolean>;
}

const SHAPE = /^ms_[A-Za-z0-9_-]{43}$/;

export function createMailSecrets({ store, organisations }: Pick<Parts, 'store' | 'organisations'>): MailSecrets {
  return {
    newMailSecret: async (organisationId, overlapMs) => {
      await organisations.tenant(organisationId);
      const secret = `ms_${randomBytes(32).toString('base64url')}`;
      await store.putMailSecret(organisationId, hashOf(secret), overlapMs);
      return secret;
    },
    isMailSecret: async (organisationId, text) =>
      SHAPE.test(text) && (await store.isMailSecret(organisationId, hashOf(text))),
  };
}

/** 256 random bits need no slow hash: nobody can try them all. */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
