import type { Cell, Table, Tone } from '../../domain/report/table.ts';
import { escaped, FONT, LINE, MUTED, PAPER, INK as PLAIN_INK } from '../notify/html-style.ts';
import type { Format } from './format.ts';

/** What a mail shows above its tables. */
export interface Heading {
  readonly locale: string;
  /** Who reports. */
  readonly organisation: string;
  readonly title: string;
  readonly subtitle: string;
  readonly nothing: string;
  /** What follows the number of rows that are in the attachment only. */
  readonly more: string;
}

const INK: Readonly<Record<Tone, string>> = { plain: PLAIN_INK, good: '#1b7f4b', bad: '#b42318' };
const FILL: Readonly<Record<Tone, string>> = { plain: '#4c7ea8', good: '#3a9d6a', bad: '#d1493b' };
/** More would make a mail that nobody reads to its end. */
const ROWS_SHOWN = 20;
const BAR_PX = 100;

/** One page of nested tables: what mail programs show alike, without style sheets, pictures or scripts. */
export function htmlOf(heading: Heading, tables: readonly Table[], format: Format): string {
  const blocks = tables.map((table) => block(table, heading, format)).join('');
  return `<!doctype html>
<html lang="${escaped(heading.locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(heading.title)}</title></head>
<body style="margin:0;padding:0;background:${PAPER}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:${PAPER}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="720" cellpadding="0" cellspacing="0" style="width:100%;max-width:720px;background:#ffffff;border:1px solid ${LINE};${FONT};color:${INK.plain}">
<tr><td style="padding:24px 20px 4px 20px">
<div style="font-size:13px;color:${MUTED}">${escaped(heading.organisation)}</div>
<h1 style="margin:4px 0 2px 0;font-size:22px;line-height:28px">${escaped(heading.title)}</h1>
<div style="font-size:14px;color:${MUTED}">${escaped(heading.subtitle)}</div>
</td></tr>
${blocks}<tr><td style="padding:12px"></td></tr>
</table></td></tr></table>
</body></html>
`;
}

function block(table: Table, { nothing, more }: Heading, format: Format): string {
  const { title, head, rows } = table;
  const hidden = rows.length - ROWS_SHOWN;
  const rest =
    hidden > 0 ? `<div style="font-size:12px;color:${MUTED};padding-top:6px">+ ${hidden} ${escaped(more)}</div>` : '';
  const body =
    rows.length === 0
      ? `<div style="font-size:13px;color:${MUTED}">${escaped(nothing)}</div>`
      : `<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:13px;line-height:18px">
<tr>${head.map((column, index) => headCell(column, rows[0]?.[index])).join('')}</tr>
${rows
  .slice(0, ROWS_SHOWN)
  .map((row) => `<tr>${row.map((cell) => bodyCell(cell, format)).join('')}</tr>`)
  .join('\n')}
</table>${rest}`;
  return `<tr><td style="padding:20px 20px 0 20px"><h2 style="margin:0 0 8px 0;font-size:15px;line-height:20px">${escaped(title)}</h2>
${body}</td></tr>
`;
}

function headCell(title: string, below: Cell | undefined): string {
  const width = below?.kind === 'bar' ? `;width:${BAR_PX}px` : '';
  return `<th align="${alignOf(below)}" style="padding:4px 14px 4px 0;border-bottom:1px solid ${LINE};font-weight:600;font-size:12px;color:${MUTED}${width}">${escaped(title)}</th>`;
}

function bodyCell(cell: Cell, format: Format): string {
  const style = `padding:5px 14px 5px 0;border-bottom:1px solid ${LINE}`;
  if (cell.kind === 'bar') return `<td style="${style};width:${BAR_PX}px">${drawn(cell)}</td>`;
  const tone = cell.kind === 'number' ? cell.tone : 'plain';
  const strong = tone === 'plain' ? '' : `;color:${INK[tone]};font-weight:600`;
  const noBreak = cell.kind === 'number' ? ';white-space:nowrap' : '';
  return `<td align="${alignOf(cell)}" style="${style}${noBreak}${strong}">${escaped(format(cell))}</td>`;
}

/** Cells of a table side by side: what is reached, what is left, and a dark line where the target is. */
function drawn({ share, mark, tone }: Extract<Cell, { kind: 'bar' }>): string {
  const px = (part: number) => Math.round(part * BAR_PX);
  const filled = px(share);
  const target = mark === null ? null : Math.min(BAR_PX - 2, px(mark));
  const ends = [...new Set([0, filled, ...(target === null ? [] : [target, target + 2]), BAR_PX])].sort(
    (a, b) => a - b,
  );
  const cells = ends.slice(1).map((end, index) => {
    const start = ends[index] ?? 0;
    const color = start === target ? INK.plain : start < filled ? FILL[tone] : '#edf0f3';
    return `<td width="${end - start}" height="10" bgcolor="${color}" style="width:${end - start}px;height:10px;font-size:0;line-height:0">&nbsp;</td>`;
  });
  return `<table role="presentation" width="${BAR_PX}" cellpadding="0" cellspacing="0" style="border-collapse:collapse;width:${BAR_PX}px"><tr>${cells.join('')}</tr></table>`;
}

function alignOf(cell: Cell | undefined): 'left' | 'right' {
  return cell?.kind === 'number' ? 'right' : 'left';
}
