import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../local/temporary-folder.ts';
import { NOW_MS, startTestApi, type TestApi } from '../../support/api.ts';
import { schemathesisProgram } from '../../support/schemathesis.ts';

const program = schemathesisProgram();
/** A fixed budget: so many requests of each kind a route, always from the same seed. */
const EXAMPLES = '12';
const SEED = '20260309';
const WITHIN_MS = 600_000;

let api: TestApi;
let url: string;
let key: string;
let config: string;

beforeAll(async () => {
  // A minute passes with every look at the clock: limits are not what is tried here.
  let now = NOW_MS;
  const nowMs = () => {
    now += 60_000;
    return now;
  };
  api = await startTestApi({ nowMs });
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
  key = await api.key('administrator');
  const payload = { channel: 'hotline', facts: { 'customer-name': 'A', phone: '+8613912345678' } };
  const opened = await api.ask(key, { method: 'POST', url: '/v1/cases', payload });
  // What is asked is about a case that there is.
  config = join(await temporaryFolder('aftercare-schemathesis-'), 'schemathesis.toml');
  await writeFile(config, `[parameters]\n"path.caseId" = "${opened.json().caseId}"\n`);
});
afterAll(async () => {
  await api.stop();
  await rm(dirname(config), { recursive: true, force: true });
});

describe.skipIf(program === null)('what is served is what is described', () => {
  test(
    'schemathesis finds no 5xx, no undocumented status, no schema violation',
    async () => {
      const run = promisify(execFile)(
        program ?? '',
        [
          ...['--config-file', config],
          'run',
          `${url}/openapi.json`,
          ...['--header', `Authorization: Bearer ${key}`],
          ...[
            '--checks',
            'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance,ignored_auth,unsupported_method',
          ],
          ...['--phases', 'examples,coverage,fuzzing'],
          ...['--max-examples', EXAMPLES],
          ...['--seed', SEED],
          '--continue-on-failure',
          ...['--request-timeout', '20'],
          '--no-color',
        ],
        { maxBuffer: 50_000_000, timeout: WITHIN_MS },
      );
      const { code, said } = await run.then(
        ({ stdout }) => ({ code: 0, said: stdout }),
        (error: { code?: number; stdout?: string }) => ({
          code: error.code ?? -1,
          said: error.stdout ?? String(error),
        }),
      );
      expect(code, said.slice(-12_000)).toBe(0);
    },
    WITHIN_MS,
  );
});
