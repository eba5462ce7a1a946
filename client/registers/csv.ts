import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refusal } from '../../domain/case/refusals.ts';
import { RefusedError } from '../errors.ts';
import { delimiterOf } from '../rehearse/csv-rows.ts';
import { didYouMean } from '../requests/suggest.ts';

export interface CsvRow {
  /** In the file, from 1; the head line is the first. */
  readonly line: number;
  /** By column, trimmed. Null when the row has more cells than there are columns. */
  readonly cells: Readonly<Record<string, string>> | null;
}

/** Far more columns than any file has that was meant for us; each would be told of. */
const MOST_COLUMNS = 200;
/** A row longer than this is a quote that was never closed. */
const LONGEST_ROW_BYTES = 100_000;

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/**
 * Rows of a CSV file (UTF-8; `,` `;` tab or `|`) whose head line has these columns only, each once, those that are needed
 * among them. Throws `RefusedError` when that is not so, or when the file can't be read as CSV.
 */
export async function* readRows(
  chunks: AsyncIterable<Buffer | string>,
  columns: readonly string[],
  needed: readonly string[],
): AsyncGenerator<CsvRow> {
  const source = chunks[Symbol.asyncIterator]();
  const first = await source.next();
  const start = first.done ? '' : first.value.toString();
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(start),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LONGEST_ROW_BYTES,
  });
  const input = Readable.from(joined(first, source));
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let head: readonly string[] | null = null;
  try {
    for await (const { info, record } of parser as AsyncIterable<CsvRecord>) {
      if (head === null) head = checkedHead(record, columns, needed);
      else yield { line: info.lines, cells: cellsOf(head, record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser's own sentence quotes the row, which is personal.
    throw badFile(`This is no CSV from line ${error.lines ?? 1} on: close the quote, or mend the row.`);
  } finally {
    input.destroy();
  }
  if (head === null) throw badFile(`The file is empty. Its first line names columns: ${columns.join(', ')}.`);
}

async function* joined(first: IteratorResult<Buffer | string>, rest: AsyncIterator<Buffer | string>) {
  for (let next = first; !next.done; next = await rest.next()) yield next.value;
}

function checkedHead(
  head: readonly string[],
  columns: readonly string[],
  needed: readonly string[],
): readonly string[] {
  if (head.length > MOST_COLUMNS) {
    throw badFile(`The first line has ${head.length} columns. Columns: ${columns.join(', ')}.`);
  }
  const faults = [
    ...head
      .filter((name) => !columns.includes(name))
      .map((name) => `There is no column ${name.slice(0, 40)}.${didYouMean(name, columns)}`),
    ...needed.filter((name) => !head.includes(name)).map((name) => `The column ${name} is missing.`),
    ...head
      .filter((name, i) => head.indexOf(name) !== i)
      .map((name) => `The column ${name.slice(0, 40)} is there twice.`),
  ];
  const [first, ...others] = faults;
  if (first === undefined) return head;
  const known = `Columns: ${columns.join(', ')}.`;
  throw new RefusedError([
    refusal('invalid-request', '', { detail: `${first} ${known}` }),
    ...others.map((detail) => refusal('invalid-request', '', { detail })),
  ]);
}

function cellsOf(head: readonly string[], record: readonly string[]): CsvRow['cells'] {
  if (record.slice(head.length).some((cell) => cell !== '')) return null;
  return Object.fromEntries(head.map((name, index) => [name, record[index] ?? '']));
}

const badFile = (detail: string): RefusedError => new RefusedError([refusal('invalid-request', '', { detail })]);
