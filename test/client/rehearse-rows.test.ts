import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type LogRow, readLog } from '../../client/rehearse/log-rows.ts';

const fixture = (name: string) => createReadStream(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));

async function rowsOf(source: Readable): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  for await (const row of readLog(source)) rows.push(row);
  return rows;
}

/** In pieces of a few bytes, as a slow pipe would give it. */
const piecewise = (text: string, size = 3) => {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_, n) => bytes.subarray(n * size, (n + 1) * size)));
};

describe('rows of a CSV log', () => {
  test('come with their lines, by the names of the head line, the first of two with one name', async () => {
    expect(await rowsOf(Readable.from(['ticket,step,ticket\nT-1,open,other\n\n"T-2",close\n']))).toEqual([
      { line: 2, cells: { ticket: 'T-1', step: 'open' } },
      { line: 4, cells: { ticket: 'T-2', step: 'close' } },
    ]);
  });

  test('are told apart by whatever the head line is full of', async () => {
    for (const mark of [';', '\t', '|']) {
      const text = `ticket${mark}note${mark}step\nT-1${mark}"a, b${mark} c"${mark}open\n`;
      expect(await rowsOf(Readable.from([text]))).toEqual([
        { line: 2, cells: { ticket: 'T-1', note: `a, b${mark} c`, step: 'open' } },
      ]);
    }
  });

  test('survive a mark at the beginning and letters that are cut in two', async () => {
    expect(await rowsOf(piecewise('\uFEFFticket,name\nT-1,Müller\n'))).toEqual([
      { line: 2, cells: { ticket: 'T-1', name: 'Müller' } },
    ]);
  });

  test('with more cells than names are told as unreadable, not shifted', async () => {
    expect(await rowsOf(Readable.from(['a,b\n1,2,3\n4,5,\n']))).toEqual([
      { line: 2, unreadable: 'more cells than the head line has names' },
      { line: 3, cells: { a: '4', b: '5' } },
    ]);
  });

  test('end with a fault where a quote is never closed', async () => {
    await expect(rowsOf(Readable.from([`a,b\n1,2\n"3,4\n`]))).rejects.toMatchObject({ code: 'broken-log' });
  });

  test('are none in an empty file', async () => {
    expect(await rowsOf(Readable.from([]))).toEqual([]);
  });
});

describe('rows of an XES log', () => {
  test('are its events, with what stands on their trace, and nothing of nested lists', async () => {
    const rows = await rowsOf(fixture('desk-sample.xes'));
    expect(rows).toHaveLength(4);
    expect(rows[0]).toEqual({
      line: 8,
      cells: {
        'case:concept:name': 'T & 1',
        'case:customer': 'Müller',
        'concept:name': 'opened',
        'org:resource': 'r1',
        'time:timestamp': '2026-03-02T09:10:00.000+01:00',
        seriousness: '1',
      },
    });
    expect(rows.map((row) => 'cells' in row && row.cells['case:concept:name'])).toEqual([
      'T & 1',
      'T & 1',
      'T & 1',
      'T-2',
    ]);
  });

  test('end with a fault where the file is no XML', async () => {
    await expect(rowsOf(Readable.from(['<log><trace></log>']))).rejects.toMatchObject({ code: 'broken-log' });
  });
});
