import { randomUUID } from 'node:crypto';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { type HttpDeps, httpDepsOf, type Surroundings } from '../../client/http/deps.ts';
import { createHttpServer } from '../../client/http/server.ts';
import { createKeys } from '../../client/keys.ts';
import { createLanes } from '../../client/lanes.ts';
import { createOrganisations } from '../../client/organisations.ts';
import { patience } from '../../client/retry.ts';
import type { Parts } from '../../client/send.ts';
import { createStore } from '../../client/store.ts';
import type { ApiRole } from '../../domain/access/roles.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { CoreGateway } from '../client/core-gateway.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { loadPolicy } from './policies.ts';

export const OURS = 'northwind';
export const THEIRS = 'southwind';
/** Monday 9 March 2026, 09:00 in Shanghai. */
export const NOW_MS = Date.UTC(2026, 2, 9, 1);

/** The API over real rules and a real database; cases live in the core, without Temporal. Two organisations. */
export interface TestApi {
  readonly app: FastifyInstance;
  readonly deps: HttpDeps;
  readonly gateway: CoreGateway;
  readonly database: TestDatabase;
  readonly document: PolicyDocument;
  /** What was logged. */
  readonly logged: unknown[];
  /** A key as it is sent. */
  key(role: ApiRole, personId?: string, organisationId?: string): Promise<string>;
  /** Asks with a key, and names a change. */
  ask(key: string, options: InjectOptions & { readonly url: string }): Promise<LightMyRequestResponse>;
  stop(): Promise<void>;
}

export async function startTestApi(
  surroundings: Partial<Surroundings> = {},
  policy: Promise<PolicyDocument> = loadPolicy('device-maker'),
): Promise<TestApi> {
  const [database, document] = await Promise.all([freshDatabase(), policy]);
  const gateway = new CoreGateway(document, NOW_MS);
  const store = createStore(database.pool);
  const organisations = createOrganisations(store);
  const parts: Parts = {
    store,
    gateway,
    organisations,
    lanes: createLanes(),
    newCommandId: randomUUID,
    patience: () => patience(2_000),
  };
  for (const id of [OURS, THEIRS]) {
    await store.putOrganisation({ id, name: id });
    await store.storePolicy(id, document);
    await store.activatePolicy(id, document.version);
  }
  const logged: unknown[] = [];
  const log = (fields: object, sentence: string) => void logged.push({ ...fields, sentence });
  const deps = httpDepsOf(
    parts,
    { nowMs: () => NOW_MS, offsetMs: 0 },
    {
      publicUrl: 'https://service.example.com',
      smsAuthToken: 'sandbox',
      nowMs: () => NOW_MS,
      log: { info: log, warn: log, error: log },
      ...surroundings,
    },
  );
  const app = await createHttpServer(deps);
  const keys = createKeys(parts);
  return {
    app,
    deps,
    gateway,
    database,
    document,
    logged,
    key: async (role, personId, organisationId = OURS) => {
      const request = { role, personId: personId ?? null, label: role, expiresAtMs: null };
      return (await keys.createKey(organisationId, request)).key;
    },
    ask: async (key, { headers = {}, method = 'GET', payload, ...options }) => {
      const named = method === 'GET' ? {} : { 'idempotency-key': randomUUID() };
      const typed = payload === undefined ? {} : { 'content-type': 'application/json' };
      return app.inject({
        ...options,
        method,
        headers: { authorization: `Bearer ${key}`, ...named, ...typed, ...headers },
        ...(payload === undefined ? {} : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
      });
    },
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}
