import { expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { refused } from '../../client/errors.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { cli } from './cli-harness.ts';

const aftercare: Partial<Aftercare> = {
  caseLink: async (organisationId, caseId, purpose) => {
    if (purpose === 'sign') throw refused(refusal('nothing-to-link', '', { value: purpose }));
    return `${organisationId}.${caseId}.s1.abcd.signature`;
  },
};
const URL = 'https://service.example.com/l/northwind.C-7K3M9P2QXA.s1.abcd.signature';

test('case link prints the address on stdout, and what it lets somebody do on stderr', async () => {
  const run = await cli(['case', 'link', '7k3m9p2qxa', '--to', 'status'], aftercare);
  expect(run).toMatchObject({ code: 0, out: `${URL}\n` });
  expect(run.err).toContain('in the customer’s name');
  const json = await cli(['case', 'link', 'C-7K3M9P2QXA', '--to', 'status', '-o', 'json'], aftercare);
  expect(JSON.parse(json.out)).toEqual({ caseId: 'C-7K3M9P2QXA', purpose: 'status', url: URL });
});

test('case link says when the case waits for nothing of the kind, and what to set where nobody reaches us', async () => {
  const none = await cli(['case', 'link', 'C-7K3M9P2QXA', '--to', 'sign'], aftercare);
  expect(none).toMatchObject({ code: 1, out: '' });
  expect(none.err).toContain('nothing-to-link');
  const nowhere = await cli(['case', 'link', 'C-7K3M9P2QXA', '--to', 'status'], aftercare, { publicUrl: () => null });
  expect(nowhere).toMatchObject({ code: 1, out: '' });
  expect(nowhere.err).toContain('PUBLIC_URL');
  expect(await cli(['case', 'link', 'C-7K3M9P2QXA', '--to', 'opt-out'], aftercare)).toMatchObject({ code: 2 });
});
