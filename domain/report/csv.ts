import type { Cell, Table } from './table.ts';

/** A table as RFC 4180 has it: comma, CRLF, quotes where they are needed. Bars are left out. */
export function csvOf({ head, rows }: Table): string {
  const drawn = head.flatMap((title, index) => (title === '' ? [] : [index]));
  const lines = [
    drawn.map((index) => quoted(head[index] ?? '')),
    ...rows.map((row) => drawn.map((i) => valueIn(row[i]))),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function valueIn(cell: Cell | undefined): string {
  switch (cell?.kind) {
    case 'text':
      return quoted(cell.text);
    case 'number':
      return cell.value === null ? '' : String(cell.value);
    case 'bar':
    case undefined:
      return '';
  }
}

/** A spreadsheet would work out a text that begins so; the product's name is what a customer typed. */
function quoted(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
