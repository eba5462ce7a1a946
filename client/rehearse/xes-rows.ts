import { SaxesParser } from 'saxes';
import { LogFault, type LogRow } from './log-rows.ts';

/** Attributes of XES that carry a value, by their elements' names. */
const VALUES: ReadonlySet<string> = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);
/** What stands on a trace is written to each of its events under this prefix, as XES tools do. */
const OF_TRACE = 'case:';

/** Events of an XES file; an attribute is a column, nested ones are left out. */
export async function* readXes(chunks: AsyncIterable<Buffer>): AsyncGenerator<LogRow> {
  const parser = new SaxesParser();
  const ready: LogRow[] = [];
  const path: string[] = [];
  let trace: Record<string, string> = {};
  let event: Record<string, string> | null = null;
  let line = 1;
  parser.on('error', (error) => {
    throw new LogFault(
      'broken-log',
      `The log is no XML: ${error.message}.`,
      'Export it again, or mend the file there.',
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    const parent = path.at(-1);
    path.push(name);
    if (name === 'trace') trace = {};
    if (name === 'event') {
      event = {};
      line = parser.line;
    }
    const { key, value } = attributes as Record<string, string>;
    if (!VALUES.has(name) || key === undefined || value === undefined) return;
    if (parent === 'event' && event !== null) event[key] = value;
    if (parent === 'trace') trace[OF_TRACE + key] = value;
  });
  parser.on('closetag', ({ name }) => {
    path.pop();
    if (name !== 'event' || event === null) return;
    ready.push({ line, cells: { ...trace, ...event } });
    event = null;
  });
  const decoder = new TextDecoder();
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield* ready.splice(0);
  }
  parser.close();
  yield* ready.splice(0);
}
