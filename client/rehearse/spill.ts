import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUCKETS = 128;
const BUFFERED_BYTES = 32_768;

/** Rows put aside by a key, so that those of one key come back together however long the whole is. */
export interface Spill<Row> {
  put(key: string, row: Row): void;
  /** Bucket by bucket, all rows of a key in one of them, in the order in which they were put; `share` is how far that is. */
  buckets(): Iterable<{ readonly rows: readonly Row[]; readonly share: number }>;
  close(): void;
}

/** Rows must be JSON. The files have no name while they are in use: nothing is left behind, however the process ends. */
export function openSpill<Row>(): Spill<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-rehearse-'));
  const files = Array.from({ length: BUCKETS }, (_, index) => openSync(join(folder, String(index)), 'w+'));
  rmSync(folder, { recursive: true, force: true });
  const buffers: string[] = files.map(() => '');
  const flush = (index: number) => {
    writeSync(files[index]!, buffers[index]!);
    buffers[index] = '';
  };
  return {
    put(key, row) {
      const index = bucketOf(key);
      buffers[index] += `${JSON.stringify(row)}\n`;
      if (buffers[index]!.length >= BUFFERED_BYTES) flush(index);
    },
    *buckets() {
      for (const [index, file] of files.entries()) {
        flush(index);
        const text = wholeText(file);
        const lines = text === '' ? [] : text.trimEnd().split('\n');
        yield { rows: lines.map((line) => JSON.parse(line) as Row), share: (index + 1) / BUCKETS };
      }
    },
    close: () => {
      for (const file of files.splice(0)) closeSync(file);
    },
  };
}

function wholeText(file: number): string {
  const bytes = Buffer.alloc(fstatSync(file).size);
  for (let read = 0; read < bytes.length; ) read += readSync(file, bytes, read, bytes.length - read, read);
  return bytes.toString('utf8');
}

function bucketOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) >>> 0;
  return hash % BUCKETS;
}
