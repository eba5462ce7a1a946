import type { Cell, Table } from '../../domain/report/table.ts';
import { printable, type Style } from './style.ts';
import { renderTable } from './table.ts';

const BAR_CELLS = 20;

/** A report in a terminal: its tables, one below the other. */
export function renderReport(title: string, tables: readonly Table[], style: Style, columns: number): string {
  const blocks = tables.map((table) => {
    const rows = table.rows.map((row) => row.map((cell) => shown(cell, style)));
    const body = rows.length === 0 ? style.dim('–') : renderTable({ head: table.head, rows, columns });
    return `${style.bold(printable(table.title))}\n${body}`;
  });
  return [style.bold(title), ...blocks].join('\n\n');
}

function shown(cell: Cell, style: Style): string {
  const paint = (text: string, tone: 'plain' | 'good' | 'bad') => (tone === 'plain' ? text : style[tone](text));
  switch (cell.kind) {
    case 'text':
      return printable(cell.text);
    case 'number': {
      if (cell.value === null) return '–';
      return paint(`${cell.value.toFixed(cell.digits)}${cell.percent ? ' %' : ''}`, cell.tone);
    }
    case 'bar':
      return paint('█'.repeat(Math.round(cell.share * BAR_CELLS)), cell.tone);
  }
}
