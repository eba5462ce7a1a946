import type { Refusal } from '../../domain/case/refusals.ts';

/**
 * A refusal of a cell without what is in the cell: where columns have slipped it may be anybody's name or number, and
 * reports are kept. Who has the file finds it by line and column.
 */
export function masked(one: Refusal, cells: Readonly<Record<string, string>>): Refusal {
  const [, column = ''] = one.place.split('/');
  const parts = partsOf(cells[column] ?? '');
  const params = Object.entries(one.params).map(([name, value]) => [
    name,
    typeof value === 'string' ? hide(value, parts) : value,
  ]);
  return { ...one, params: Object.fromEntries(params) };
}

const HIDDEN = '…';

/** The whole of a cell, and each of several values in it; the longest first. */
function partsOf(cell: string): string[] {
  return [cell, ...cell.split(/[;,\s=]+/)].filter((part) => part.length > 1).sort((a, b) => b.length - a.length);
}

function hide(text: string, parts: readonly string[]): string {
  return parts.reduce((left, part) => left.replace(whole(part), HIDDEN), text);
}

/** The value where it stands by itself, so that a short one does not eat into words around it. */
function whole(part: string): RegExp {
  const literal = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'gu');
}
