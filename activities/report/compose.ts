import type { PolicyDocument } from '../../domain/policy/document.ts';
import { csvOf } from '../../domain/report/csv.ts';
import type { ServiceReport } from '../../domain/report/report.ts';
import type { Table } from '../../domain/report/table.ts';
import { speechOf, tablesOf } from '../../domain/report/tables.ts';
import { addDays } from '../../domain/report/window.ts';
import type { Mail } from '../notify/gateways.ts';
import { oneLine } from '../notify/plain-text.ts';
import { type Format, formatOf } from './format.ts';
import { htmlOf } from './html.ts';

/** So that a spreadsheet takes the file for UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** A report as the contents of a mail in one language: text, page, and a file a table. */
export function composeReport(
  document: PolicyDocument,
  locale: string,
  report: ServiceReport,
): Required<Pick<Mail, 'subject' | 'text' | 'html' | 'attachments'>> {
  const speech = speechOf(document, locale);
  const { word } = speech;
  const { fromDate, untilDate } = report.window;
  const organisation = oneLine(document.organisation[locale]?.name ?? '');
  const days = `${fromDate} – ${addDays(untilDate, -1)}`;
  const tables = tablesOf(report, speech);
  const format = formatOf(locale);
  const heading = { locale, organisation, title: word(report.name), subtitle: days };
  return {
    subject: oneLine(`${word(report.name)} ${days} · ${organisation}`),
    text: [
      `${organisation}\n${word(report.name)} ${days}`,
      ...tables.map((table) => plain(table, word('nothing'), format)),
    ]
      .map((block) => `${block}\n`)
      .join('\n'),
    html: htmlOf({ ...heading, nothing: word('nothing'), more: word('more') }, tables, format),
    attachments: tables.map((table) => ({
      filename: `${report.name}-${fromDate}-${table.id}.csv`,
      contentType: 'text/csv; charset=utf-8',
      content: `${BYTE_ORDER_MARK}${csvOf(table)}`,
    })),
  };
}

/** `name: value (column), …`, a line a row: what a program without pages shows. */
function plain({ title, head, rows }: Table, nothing: string, format: Format): string {
  const lines = rows.map((row) => {
    const [name, ...values] = row;
    const said = values.flatMap((cell, index) =>
      cell.kind === 'bar' || format(cell) === '' ? [] : [`${head[index + 1]} ${format(cell)}`],
    );
    return `- ${name === undefined ? '' : format(name)}: ${said.join(', ')}`;
  });
  return [title, ...(lines.length === 0 ? [nothing] : lines)].map(oneLine).join('\n');
}
