import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Principal } from '../../domain/access/principal.ts';
import { API_ROLES, PERSONAL_ROLES } from '../../domain/access/roles.ts';
import type { HttpLog } from './deps.ts';

export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

/** Clocks may differ by this much. */
const TOLERANCE_SECONDS = 120;
/** Signed by the provider's own key, never by a secret that both sides know. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const id = z.string().regex(/^[\w.:-]{1,64}$/);

/** What an access token must say of its bearer. */
const claims = z.object({
  sub: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  aftercare_organisation: id,
  aftercare_role: z.enum(API_ROLES),
  aftercare_person: id.optional(),
});

/** Reads access tokens of one OIDC provider by its published keys; null for every token that is no good. */
export function createOidc(settings: OidcSettings, log: HttpLog): (token: string) => Promise<Principal | null> {
  const keys = createRemoteJWKSet(new URL(settings.jwksUrl));
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: settings.issuer,
        audience: settings.audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return principalOf(payload);
    } catch (error) {
      // What fetch throws is no fault of the token: nobody can be let in, but somebody must hear why.
      if (!(error instanceof errors.JOSEError))
        log.warn({ issuer: settings.issuer }, 'the OIDC provider gives no keys');
      return null;
    }
  };
}

function principalOf(payload: JWTPayload): Principal | null {
  const said = claims.safeParse(payload);
  if (!said.success) return null;
  const { sub, aftercare_organisation: organisationId, aftercare_role: role, aftercare_person: person } = said.data;
  if (person === undefined && PERSONAL_ROLES.includes(role)) return null;
  return { organisationId, id: `oidc:${sub}`, role, personId: person ?? null };
}
