import { rm } from 'node:fs/promises';
import { connectTemporal } from '../../client/connection.ts';
import { prepareStack } from '../../local/dev.ts';
import { startStack } from '../../local/stack.ts';
import { temporaryFolder } from '../../local/temporary-folder.ts';
import { readConfig } from '../../workers/config.ts';
import { temporalAddress } from '../../workers/temporal-address.ts';
import { runsOf } from '../support/histories.ts';
import { isKept, keep } from './keep.ts';

/**
 * Has a back office ask for cases over Temporal, and keeps the histories of its requests for `replay.test.ts`:
 * `node --import ./test/support/typescript.js test/replay/save-requests.ts 0.1.0`.
 */
const REQUEST = { organisationId: 'device-maker', source: 'erp', reference: 'SO-1', kind: 'repair' };
const REQUESTS: Readonly<Record<string, object>> = {
  'case-request-opened': REQUEST,
  'case-request-refused': { ...REQUEST, reference: 'SO-2', facts: { region: 'moon' } },
};

const say = (line: string) => void process.stderr.write(`${line}\n`);
const dataDir = await temporaryFolder('aftercare-requests-');
const stack = await startStack({ dataDir, durable: false, log: say });
try {
  await prepareStack(stack, {}, say);
  await stack.startWorker();
  const { taskQueue } = readConfig(stack.environment);
  const { client: temporal, connection } = await connectTemporal(temporalAddress(stack.environment));
  for (const [name, request] of Object.entries(REQUESTS).filter(([one]) => !isKept(one))) {
    const workflowId = `request:${name}`;
    await temporal.workflow.execute('caseRequest', { workflowId, taskQueue, args: [request] });
    await keep(name, await runsOf(temporal, workflowId));
    say(`${name}: saved`);
  }
  await connection.close();
} finally {
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
}
