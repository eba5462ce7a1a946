import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An append-only file of JSON lines. */
export type JsonlFile<T> = {
  /** What was in the file when it was opened, oldest first. */
  before: T[];
  /** Resolves when the line is in the file. */
  append(line: T): Promise<void>;
};

/** Opens (or starts) a file of JSON lines. A last line that was cut off by a crash is dropped. */
export async function openJsonl<T>(file: string): Promise<JsonlFile<T>> {
  await mkdir(dirname(file), { recursive: true });
  const text = await readFile(file, 'utf8').catch(() => '');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
  let last: Promise<void> = Promise.resolve();
  return {
    before: whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T),
    append(line) {
      last = last.catch(() => undefined).then(() => appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600 }));
      return last;
    },
  };
}
