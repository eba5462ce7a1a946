import type { Given } from '../../domain/policy/amend.ts';

export const PERSON_COLUMNS = [
  'id',
  'name',
  'phone',
  'email',
  'locale',
  'roles',
  'hours',
  'regions',
  'skills',
  'certificates',
  'maxOpenCases',
  'books',
  'absent',
] as const;

type Cells = Readonly<Record<string, string>>;
/** A value, or what to write instead. */
type Read = { readonly value: unknown } | { readonly wrong: string };

const LIST = /[;,\s]+/;
const words = (cell: string): string[] => cell.split(LIST).filter((word) => word !== '');

const READERS: Readonly<Record<string, (cell: string) => Read>> = {
  roles: (cell) => ({ value: words(cell) }),
  regions: (cell) => ({ value: words(cell) }),
  skills: (cell) => ({ value: words(cell) }),
  certificates: (cell) => pairs(cell, '=', 'electrical-safety=2028-06-30', (all) => Object.fromEntries(all)),
  absent: (cell) => pairs(cell, '..', '2026-05-01..2026-05-03', (all) => all.map(([from, to]) => ({ from, to }))),
  maxOpenCases: (cell) => (/^\d{1,6}$/.test(cell) ? { value: Number(cell) } : { wrong: 'Write a whole number.' }),
  books: (cell) => {
    if (cell === 'no') return { value: false };
    return cell === 'yes' ? { value: undefined } : { wrong: 'Write yes, or no where nobody keeps their calendar.' };
  },
};

/**
 * A row as `people` in `policy.yaml` has it, by column; an empty cell takes the value away, a column that the file lacks
 * leaves it. Or what is wrong, by column.
 */
export function personOf({ id: _id, ...cells }: Cells): { readonly given: Given } | { readonly wrong: Cells } {
  return readCells(cells, READERS);
}

export function readCells(
  cells: Cells,
  readers: Readonly<Record<string, (cell: string) => Read>>,
): { readonly given: Given } | { readonly wrong: Cells } {
  const read = Object.entries(cells).map(([column, cell]): readonly [string, Read] => {
    if (cell === '') return [column, { value: undefined }];
    return [column, readers[column]?.(cell) ?? { value: cell }];
  });
  const wrong = read.flatMap(([column, one]) => ('wrong' in one ? [[column, one.wrong]] : []));
  if (wrong.length > 0) return { wrong: Object.fromEntries(wrong) };
  return { given: Object.fromEntries(read.map(([column, one]) => [column, 'value' in one ? one.value : undefined])) };
}

function pairs(cell: string, between: string, like: string, made: (all: [string, string][]) => unknown): Read {
  const all = words(cell).map((word) => word.split(between));
  if (all.some((parts) => parts.length !== 2 || parts.includes(''))) {
    return { wrong: `Write ${like}, several with a semicolon between them.` };
  }
  return { value: made(all as [string, string][]) };
}
