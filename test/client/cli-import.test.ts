import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { RefusedError } from '../../client/errors.ts';
import type { ImportReport } from '../../client/registers/import-report.ts';
import { refusal } from '../../domain/case/refusals.ts';
import { cli } from './cli-harness.ts';

const REPORT: ImportReport = {
  what: 'customers',
  applied: true,
  counts: { created: 1, changed: 1, unchanged: 1, refused: 1 },
  rows: [
    { line: 2, id: 'K-1', outcome: 'created' },
    { line: 3, id: 'K-2', outcome: 'unchanged' },
    { line: 4, id: 'K-3', outcome: 'changed' },
    { line: 5, id: null, outcome: 'refused', errors: [refusal('impossible-phone', '/phone')] },
  ],
};

async function run(line: string[], report: ImportReport = REPORT) {
  const asked: unknown[] = [];
  const importRows = async (...[organisation, what, file, options]: unknown[]) => {
    let text = '';
    for await (const chunk of file as AsyncIterable<Buffer>) text += chunk;
    asked.push([organisation, what, text, options]);
    return report;
  };
  const told = await cli(['import', ...line], { importRows }, { stdin: Readable.from(['id\nK-1']) });
  return { ...told, asked };
}

describe('aftercare import', () => {
  test('reads stdin, tells each row that says something, and counts them all', async () => {
    const { code, out, err, asked } = await run(['customers', '-']);
    expect(asked).toEqual([['northwind', 'customers', 'id\nK-1', { dryRun: false }]]);
    expect(out.trimEnd().split('\n')).toEqual([
      'line 2  created  K-1',
      'line 4  changed  K-3',
      expect.stringMatching(/^line 5 {2}refused {2}impossible-phone in phone: This is not a phone number/),
    ]);
    expect(err).toBe('1 created, 1 changed, 1 unchanged, 1 refused\n');
    expect(code).toBe(1);
  });

  test('says of a dry run that nothing was changed', async () => {
    const counts = { ...REPORT.counts, refused: 0 };
    const { code, err, asked } = await run(['units', '-', '--dry-run'], {
      ...REPORT,
      applied: false,
      counts,
      rows: [],
    });
    expect(asked).toMatchObject([['northwind', 'units', 'id\nK-1', { dryRun: true }]]);
    expect([code, err]).toEqual([0, expect.stringContaining('A dry run: nothing was changed.')]);
  });

  test('says why a policy can’t be so, and under what new cases are opened when it can', async () => {
    const findings = ['nobody-to-assign at products.LK-500: nobody can be sent'];
    const kept = await run(['technicians', '-'], { ...REPORT, what: 'technicians', applied: false, findings });
    expect(kept.err).toContain('nobody can be sent');
    expect(kept.err).toContain('Nothing was changed: technicians are taken in all or none.');
    expect(kept.code).toBe(1);
    const counts = { ...REPORT.counts, refused: 0 };
    const done = await run(['prices', '-'], { ...REPORT, what: 'prices', counts, policyVersion: '3fa9c2d17e04' });
    expect([done.code, done.err]).toEqual([0, expect.stringContaining('New cases are opened under 3fa9c2d17e04.')]);
  });

  test('prints the report, or a row a line', async () => {
    expect(JSON.parse((await run(['customers', '-', '-o', 'json'])).out)).toMatchObject({ counts: REPORT.counts });
    const { out } = await run(['customers', '-', '-o', 'jsonl']);
    expect(out.trimEnd().split('\n')).toHaveLength(4);
    expect(JSON.parse(out.trimEnd().split('\n')[3] ?? '').errors[0]).toMatchObject({
      code: 'impossible-phone',
      place: 'phone',
    });
  });

  test('names a file that can’t be read, and tells a file that is refused', async () => {
    expect(
      (
        await cli(['import', 'customers', '/nowhere.csv'], {
          importRows: async (_o, _w, file) => {
            for await (const _ of file) break;
            return REPORT;
          },
        })
      ).err,
    ).toContain('/nowhere.csv');
    const whole = async () => {
      throw new RefusedError([refusal('invalid-request', '', { detail: 'The column id is missing.' })]);
    };
    const { code, err } = await cli(['import', 'customers', '-'], { importRows: whole });
    expect([code, err]).toEqual([1, expect.stringContaining('The column id is missing.')]);
  });
});
