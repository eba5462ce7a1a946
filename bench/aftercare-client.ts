import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { type Aftercare, aftercareOf } from '../client/aftercare.ts';
import { createGateway } from '../client/gateway.ts';
import { createLanes } from '../client/lanes.ts';
import { createOrganisations } from '../client/organisations.ts';
import { patience } from '../client/retry.ts';
import { createStore } from '../client/store.ts';
import { withShortDays } from './policy.ts';

const ANSWER_WITHIN_MS = 30_000;

/** The product's client; only what it starts a case with gets days of milliseconds on its way. */
export function createBenchClient(
  temporal: Client,
  pool: pg.Pool,
  taskQueue: string,
  dayLastsMs: () => number,
): Aftercare {
  const store = createStore(pool);
  const gateway = createGateway(temporal, taskQueue);
  const parts = {
    store,
    gateway: {
      ...gateway,
      open: (...[input, ...others]: Parameters<typeof gateway.open>) =>
        gateway.open(withShortDays(input, dayLastsMs()), ...others),
    },
    organisations: createOrganisations(store),
    lanes: createLanes(),
    newCommandId: randomUUID,
    patience: () => patience(ANSWER_WITHIN_MS),
  };
  return aftercareOf(parts, { nowMs: Date.now, offsetMs: 0 });
}
