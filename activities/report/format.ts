import type { Cell } from '../../domain/report/table.ts';

/** A cell as people of a language read it; a bar says nothing. */
export type Format = (cell: Cell) => string;

export function formatOf(locale: string): Format {
  const numbers = [0, 1, 2].map(
    (digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  return (cell) => {
    switch (cell.kind) {
      case 'text':
        return cell.text;
      case 'number': {
        const { value, digits, percent } = cell;
        return value === null ? '–' : `${numbers[digits]?.format(value) ?? value}${percent ? ' %' : ''}`;
      }
      case 'bar':
        return '';
    }
  };
}
