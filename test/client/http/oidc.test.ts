import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOidc } from '../../../client/http/oidc.ts';
import { OURS, startTestApi, type TestApi } from '../../support/api.ts';

const ISSUER = 'https://id.example.com';
const AUDIENCE = 'aftercare';
const SAID = { sub: 'erp-7', aftercare_organisation: OURS, aftercare_role: 'desk', aftercare_person: 'desk-1' };

let api: TestApi;
let provider: Server;
let ours: CryptoKey;
let foreign: CryptoKey;

beforeAll(async () => {
  const [good, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  [ours, foreign] = [good.privateKey, other.privateKey];
  const jwk = { ...(await exportJWK(good.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  provider = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((ready) => provider.listen(0, '127.0.0.1', ready));
  const jwksUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  api = await startTestApi({ principalOfToken: createOidc({ issuer: ISSUER, audience: AUDIENCE, jwksUrl }, log) });
});
afterAll(async () => {
  await api.stop();
  provider.close();
});

interface Changed {
  readonly claims?: JWTPayload;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expiresIn?: string;
  readonly key?: CryptoKey;
}

function token({ claims = SAID, issuer = ISSUER, audience = AUDIENCE, expiresIn = '5m', key = ours }: Changed = {}) {
  const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' });
  return jwt.setIssuer(issuer).setAudience(audience).setExpirationTime(expiresIn).sign(key);
}

const statusOf = async (sent: string) => (await api.ask(sent, { url: '/v1/cases' })).statusCode;

describe('an access token of the provider', () => {
  test('speaks for whom it says', async () => {
    const payload = { channel: 'hotline', facts: { 'customer-name': 'A', phone: '+8613912345678' } };
    const opened = await api.ask(await token(), { method: 'POST', url: '/v1/cases', payload });
    expect(opened.statusCode).toBe(201);
    expect(api.gateway.commands.at(-1)?.by).toEqual({ kind: 'staff', personId: 'desk-1' });
  });

  test('may be two minutes late, for clocks differ', async () => {
    expect(await statusOf(await token({ expiresIn: '-110s' }))).toBe(200);
    expect(await statusOf(await token({ expiresIn: '-130s' }))).toBe(401);
  });

  test.each([
    ['of another issuer', { issuer: 'https://evil.example.com' }],
    ['for somebody else', { audience: 'payroll' }],
    ['that says no organisation', { claims: { ...SAID, aftercare_organisation: undefined } }],
    ['with a role there is not', { claims: { ...SAID, aftercare_role: 'king' } }],
    [
      'of a technician who is nobody',
      { claims: { ...SAID, aftercare_role: 'technician', aftercare_person: undefined } },
    ],
  ])('%s is no good', async (_name, changed) => {
    expect(await statusOf(await token(changed as Changed))).toBe(401);
  });

  test('with a foreign, a missing or a shared-secret signature is no good', async () => {
    const good = await token();
    const [head = '', body = ''] = good.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const secret = new SignJWT(SAID)
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE);
    const shared = await secret.setExpirationTime('5m').sign(new TextEncoder().encode('x'.repeat(32)));
    for (const bad of [await token({ key: foreign }), `${head}.${body}.`, `${none}.${body}.`, shared]) {
      expect(await statusOf(bad)).toBe(401);
    }
  });

  test('of a foreign organisation sees nothing of ours', async () => {
    const stranger = await token({
      claims: { ...SAID, aftercare_organisation: 'elsewhere', aftercare_role: 'administrator' },
    });
    const answer = await api.ask(stranger, { url: '/v1/cases' });
    expect(answer.json().items).toEqual([]);
  });
});
