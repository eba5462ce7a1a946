import type { Readable } from 'node:stream';
import type { Cells } from './expression.ts';

/** A row of an event log as its file has it. */
export type LogRow =
  | { readonly line: number; readonly cells: Cells }
  /** What could not be read as a row at all. */
  | { readonly line: number; readonly unreadable: string };

/** A log that ends in the middle, or whose form is broken for good. */
export class LogFault extends Error {
  override name = 'LogFault';
  readonly code: string;
  readonly advice: string;
  constructor(code: string, message: string, advice: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

/** The rows of a log, as they are read; the form is told by the first letter: XES begins with `<`. */
export async function* readLog(source: Readable): AsyncGenerator<LogRow> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  const first = await chunks.next();
  if (first.done === true) return;
  const start = String(first.value);
  async function* whole(): AsyncGenerator<Buffer> {
    yield Buffer.from(first.value);
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield Buffer.from(next.value);
  }
  if (/^\uFEFF?\s*</.test(start)) {
    const { readXes } = await import('./xes-rows.ts');
    yield* readXes(whole());
  } else {
    const { readCsv } = await import('./csv-rows.ts');
    yield* readCsv(whole(), start);
  }
}
