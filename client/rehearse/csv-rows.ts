import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { LogFault, type LogRow } from './log-rows.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** A row longer than this is a quote that was never closed. */
const LONGEST_ROW_BYTES = 1_000_000;

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** Rows of a CSV file with a head line; of columns with one name the first counts. */
export async function* readCsv(chunks: AsyncIterable<Buffer>, start: string): AsyncGenerator<LogRow> {
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(start),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LONGEST_ROW_BYTES,
  });
  const source = Readable.from(chunks);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let head: readonly string[] | null = null;
  try {
    for await (const { info, record } of parser as AsyncIterable<CsvRecord>) {
      if (head === null) head = record;
      else yield rowOf(head, record, info.lines);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new LogFault('broken-log', `The log can't be read: ${error.message}.`, 'Close the quote, or mend the row.');
  } finally {
    source.destroy();
  }
}

function rowOf(head: readonly string[], record: readonly string[], line: number): LogRow {
  if (record.slice(head.length).some((cell) => cell !== '')) {
    return { line, unreadable: 'more cells than the head line has names' };
  }
  const cells: Record<string, string> = {};
  for (let index = head.length - 1; index >= 0; index--) cells[head[index]!] = record[index] ?? '';
  return { line, cells };
}

/** The separator that the head line has most of. */
export function delimiterOf(start: string): string {
  const head = start.slice(0, start.search(/[\r\n]|$/));
  const counts = DELIMITERS.map((delimiter) => head.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}
