import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OURS, startTestApi, type TestApi, THEIRS } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const HOUR_MS = 3_600_000;
const request = { role: 'desk', personId: 'desk-1', label: 'front desk', expiresAtMs: null } as const;
const works = async (key: string) => (await api.ask(key, { url: '/v1/cases' })).statusCode === 200;

describe('a key', () => {
  test('speaks for its organisation and person, is shown once and kept as a hash', async () => {
    const { id, key } = await api.deps.aftercare.createKey(OURS, request);
    expect(await works(key)).toBe(true);
    expect(await api.deps.aftercare.principalOfKey(key)).toEqual({
      organisationId: OURS,
      id: `key:${id}`,
      role: 'desk',
      personId: 'desk-1',
    });
    const secret = key.split('_').slice(2).join('_');
    const { rows } = await api.database.pool.query(
      "select row_to_json(api_keys)::text || encode(secret_hash, 'escape') as row from api_keys",
    );
    expect(JSON.stringify(rows)).not.toContain(secret);
    const [listed] = await api.deps.aftercare.listKeys(OURS);
    expect(listed).toMatchObject({ id, label: 'front desk', revokedAtMs: null, lastUsedAtMs: expect.any(Number) });
    expect(await api.deps.aftercare.listKeys(THEIRS)).toEqual([]);
  });

  test('with one character changed is nobody’s', async () => {
    const { key } = await api.deps.aftercare.createKey(OURS, request);
    for (const at of [4, key.length - 2]) {
      const other = key[at] === 'a' ? 'b' : 'a';
      expect(await works(`${key.slice(0, at)}${other}${key.slice(at + 1)}`)).toBe(false);
    }
  });

  test('that is rotated is good with both secrets for a while, then with the new one', async () => {
    const first = await api.deps.aftercare.createKey(OURS, request);
    const second = await api.deps.aftercare.rotateKey(OURS, first.id, HOUR_MS);
    expect([await works(first.key), await works(second.key)]).toEqual([true, true]);
    await api.database.pool.query("update api_keys set earlier_until = now() - interval '1 second' where id = $1", [
      first.id,
    ]);
    expect([await works(first.key), await works(second.key)]).toEqual([false, true]);
    const third = await api.deps.aftercare.rotateKey(OURS, first.id, 0);
    expect([await works(second.key), await works(third.key)]).toEqual([false, true]);
  });

  test('that is revoked or has expired is no good, and nobody else’s can be ended', async () => {
    const { id, key } = await api.deps.aftercare.createKey(OURS, request);
    await expect(api.deps.aftercare.revokeKey(THEIRS, id)).rejects.toThrow('unknown-key');
    await expect(api.deps.aftercare.rotateKey(THEIRS, id, 0)).rejects.toThrow('unknown-key');
    expect(await works(key)).toBe(true);
    await api.deps.aftercare.revokeKey(OURS, id);
    expect(await works(key)).toBe(false);
    await expect(api.deps.aftercare.rotateKey(OURS, id, 0)).rejects.toThrow('unknown-key');
    const old = await api.deps.aftercare.createKey(OURS, { ...request, expiresAtMs: Date.now() - 1 });
    expect(await works(old.key)).toBe(false);
  });

  test('of a technician names the technician, and a person is one of the policy', async () => {
    const technician = { ...request, role: 'technician', personId: null } as const;
    await expect(api.deps.aftercare.createKey(OURS, technician)).rejects.toThrow('person-missing');
    const stranger = { ...request, personId: 'nobody' } as const;
    await expect(api.deps.aftercare.createKey(OURS, stranger)).rejects.toThrow('unknown-person');
  });
});
