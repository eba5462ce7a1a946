import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import { type Amendment, type Given, PRICE_LISTS, type PriceListName } from '../../domain/policy/amend.ts';
import type { FaultPath } from '../../domain/policy/fault.ts';
import type { PolicySource } from '../../domain/policy/schema.ts';
import { PERSON_COLUMNS, personOf, readCells } from './person-cells.ts';

type Cells = Readonly<Record<string, string>>;

/** What a row says of the policy, and where `policy.yaml` would say it. */
export interface PolicyRow {
  readonly id: string;
  readonly path: FaultPath;
  readonly given: Given;
}

export type ReadPolicyRow =
  | { readonly row: PolicyRow }
  | { readonly id: string | null; readonly errors: readonly Refusal[] };

/** One sort of file that makes a version of the policy. */
export interface PolicyFileKind {
  readonly columns: readonly string[];
  readonly needed: readonly string[];
  readonly read: (cells: Cells) => ReadPolicyRow;
  readonly amendment: (rows: readonly PolicyRow[]) => Amendment;
}

export const PEOPLE_FILE: PolicyFileKind = {
  columns: PERSON_COLUMNS,
  needed: ['id'],
  read: (cells) => {
    const { id = '' } = cells;
    if (id === '') return { id: null, errors: [wrongCell('id', 'Write the id of the person.')] };
    const read = personOf(cells);
    if ('wrong' in read) return { id, errors: wrongCells(read.wrong) };
    return { row: { id, path: ['people', id], given: read.given } };
  },
  amendment: (rows) => ({ people: Object.fromEntries(rows.map(({ id, given }) => [id, given])) }),
};

const TRAVEL = 'travel';
const LISTS = [...PRICE_LISTS, TRAVEL] as const;

export const PRICE_FILE: PolicyFileKind = {
  columns: ['list', 'code', 'price', 'cost', 'unit', 'market'],
  needed: ['list', 'code'],
  read: ({ list = '', code = '', ...cells }) => {
    if (!(LISTS as readonly string[]).includes(list)) {
      return { id: code || null, errors: [wrongCell('list', `Write one of ${LISTS.join(', ')}.`)] };
    }
    if (list === TRAVEL) return travel(code, cells);
    if (code === '') return { id: null, errors: [wrongCell('code', 'Write the code of what has the price.')] };
    const read = readCells(cells, { market: marketOf });
    if ('wrong' in read) return { id: code, errors: wrongCells(read.wrong) };
    return { row: { id: `${list}/${code}`, path: ['prices', list, code], given: read.given } };
  },
  amendment: (rows) => {
    const of = (list: PriceListName) => rows.filter(({ path }) => path[1] === list);
    const lists = PRICE_LISTS.filter((list) => of(list).length > 0);
    const journey = rows.find(({ path }) => path[1] === TRAVEL);
    return {
      prices: Object.fromEntries(
        lists.map((list) => [list, Object.fromEntries(of(list).map(({ path, given }) => [String(path[2]), given]))]),
      ),
      ...(journey === undefined ? {} : { travel: journey.given.price }),
    };
  },
};

/** What a journey costs has no code. */
function travel(code: string, cells: Cells): ReadPolicyRow {
  if (code !== '') return { id: null, errors: [wrongCell('code', 'Leave the code of travel empty.')] };
  const extra = Object.entries(cells).find(([column, cell]) => column !== 'price' && cell !== '');
  if (extra !== undefined) return { id: TRAVEL, errors: [wrongCell(extra[0], 'Travel has a price only.')] };
  return { row: { id: TRAVEL, path: ['prices', TRAVEL], given: { price: cells.price ?? '' } } };
}

function marketOf(cell: string) {
  if (cell === 'yes') return { value: true };
  return cell === 'no'
    ? { value: undefined }
    : { wrong: 'Write yes for a price that is the market’s of the day, or no.' };
}

/** What the policy says there now, to tell what a row changes. */
export function standsAt(source: PolicySource, path: FaultPath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    source,
  );
}

const wrongCell = (column: string, detail: string): Refusal => refusal('invalid-request', `/${column}`, { detail });
const wrongCells = (wrong: Cells): Refusal[] =>
  Object.entries(wrong).map(([column, detail]) => wrongCell(column, detail));
