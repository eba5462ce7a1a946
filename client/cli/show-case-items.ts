import type { CaseView, ItemView } from '../../domain/case/view.ts';
import type { Frame } from './case-picture.ts';
import { foundText } from './found-text.ts';
import { stepOwner } from './people.ts';
import { renderTable } from './table.ts';
import { when } from './time.ts';

/** The lines beside the main line: the open ones, and how the others ended. */
export function itemLines({ items = [] }: CaseView, { style, names, times, columns }: Frame): string[] {
  if (items.length === 0) return [];
  const rows = [...items.filter(({ next }) => next !== null), ...items.filter(({ next }) => next === null)].map(
    (item) => [
      `  ${item.id}`,
      item.next === null ? style.dim(item.step) : `${item.step}${foundText(item)}`,
      waiting(item),
    ],
  );
  return renderTable({ head: [style.bold('Beside'), '', ''], rows, columns, gives: 2 }).split('\n');

  function waiting({ next }: ItemView): string {
    if (next === null) return '';
    const { byMs, what } = next;
    return `${what} by ${stepOwner(next, names)}${byMs === null ? '' : `, ${when(byMs, times)}`}`;
  }
}
