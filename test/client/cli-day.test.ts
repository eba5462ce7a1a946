import { expect, test } from 'vitest';
import type { Aftercare } from '../../client/aftercare.ts';
import { cli } from './cli-harness.ts';

const asked: unknown[] = [];
const aftercare: Partial<Aftercare> = {
  dayLink: async (...given) => {
    asked.push(given);
    return {
      on: given[2] ?? '2026-03-09',
      token: 'northwind.tech-4.2026-03-09.zz.sig',
      expiresAtMs: Date.UTC(2026, 2, 12, 16),
    };
  },
  policy: async () => ({ zone: 'Asia/Shanghai', people: { 'tech-4': { name: 'Tom Reed' } } }) as never,
};
const URL = 'https://service.example.com/day/northwind.tech-4.2026-03-09.zz.sig';

test('day link prints the address, and says on stderr whose it is and how long it opens', async () => {
  const run = await cli(['day', 'link', '--technician', 'tech-4'], aftercare);
  expect(run).toMatchObject({ code: 0, out: `${URL}\n` });
  expect(run.err).toContain('For Tom Reed, 2026-03-09. It opens until');
  const asJson = await cli(['day', 'link', '--technician', 'tech-4', '--on', '2026-03-10', '-o', 'json'], aftercare);
  expect(JSON.parse(asJson.out)).toMatchObject({ personId: 'tech-4', on: '2026-03-10', url: URL });
  expect(asked).toEqual([
    ['northwind', 'tech-4', undefined],
    ['northwind', 'tech-4', '2026-03-10'],
  ]);
});

test('day link is of no use where nobody outside reaches us, and says what to set', async () => {
  const run = await cli(['day', 'link', '--technician', 'tech-4'], aftercare, { publicUrl: () => null });
  expect(run).toMatchObject({ code: 1, out: '' });
  expect(run.err).toContain('PUBLIC_URL');
  const noDay = await cli(['day', 'link', '--technician', 'tech-4', '--on', 'tomorrow'], aftercare);
  expect(noDay).toMatchObject({ code: 2 });
});
