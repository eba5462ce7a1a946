import type { Principal } from '../../domain/access/principal.ts';
import type { HttpDeps } from './deps.ts';
import { ProblemError } from './problem.ts';

const CHALLENGE = { 'www-authenticate': 'Bearer realm="aftercare"' };

/** Who a request speaks for. Throws `not-authenticated`, the same for every reason. */
export async function authenticate(deps: HttpDeps, authorization: string | undefined): Promise<Principal> {
  const [, token] = /^Bearer ([\x21-\x7e]{1,8192})$/i.exec(authorization ?? '') ?? [];
  const principal = token === undefined ? null : await principalOf(deps, token);
  if (principal === null) throw new ProblemError('not-authenticated', CHALLENGE);
  return principal;
}

async function principalOf({ aftercare, principalOfToken }: HttpDeps, token: string): Promise<Principal | null> {
  if (token.startsWith('ak_')) return aftercare.principalOfKey(token);
  return (await principalOfToken?.(token)) ?? null;
}
