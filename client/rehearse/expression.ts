import { assertNever } from '../../domain/shared/assert-never.ts';

/** What a mapping may write where a request has a value: the value, a text with `{columns}`, or where it comes from. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string; readonly columns: readonly string[] }
  | {
      readonly kind: 'column';
      readonly column: string;
      /** What the log's words mean; null takes them as they are. */
      readonly values: Readonly<Record<string, unknown>> | null;
      /** For words that `values` does not have, and for empty cells. */
      readonly otherwise: unknown;
    }
  | { readonly kind: 'spread'; readonly column: string; readonly over: string };

export type Cells = Readonly<Record<string, string>>;
/** Names of a policy that the log's words are spread over, such as `technicians`. */
export type NamesOver = (over: string) => readonly string[];

const HOLE = /\{([^{}]+)\}/g;
const KEYS: Readonly<Record<string, readonly string[]>> = {
  values: ['column', 'values', 'otherwise'],
  spread: ['column', 'spread'],
  plain: ['column', 'otherwise'],
};

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a value as an expression; null when it is a block or a list that may have expressions in it. */
export function expressionOf(value: unknown): Expression | null {
  if (isMap(value)) {
    if (typeof value.column !== 'string') return null;
    const { column, values, otherwise, spread } = value;
    if (typeof spread === 'string') return { kind: 'spread', column, over: spread };
    return { kind: 'column', column, values: isMap(values) ? values : null, otherwise };
  }
  if (Array.isArray(value)) return null;
  if (typeof value !== 'string') return { kind: 'constant', value };
  const columns = [...value.matchAll(HOLE)].map(([, name = '']) => name);
  return columns.length === 0 ? { kind: 'constant', value } : { kind: 'text', text: value, columns };
}

/** What is wrong with a `{ column: … }`, or null. */
export function expressionFault(value: Readonly<Record<string, unknown>>): string | null {
  const { values, spread } = value;
  const known = KEYS[values !== undefined ? 'values' : spread !== undefined ? 'spread' : 'plain']!;
  const stray = Object.keys(value).find((key) => !known.includes(key));
  if (stray !== undefined) return `${stray} does not go with ${known.join(', ')}`;
  if (values !== undefined && !isMap(values)) return 'values is a block: a word of the log, and what it means';
  if (values !== undefined && value.otherwise === undefined) {
    return 'values needs an otherwise: what a word means that is not among them';
  }
  return spread !== undefined && typeof spread !== 'string' ? 'spread names a list of the policy' : null;
}

export function columnsIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'constant':
      return [];
    case 'text':
      return expression.columns;
    case 'column':
    case 'spread':
      return [expression.column];
    default:
      return assertNever(expression);
  }
}

/** The value for one row; undefined where the row has none. */
export function evaluate(expression: Expression, cells: Cells, namesOver: NamesOver): unknown {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'text':
      return expression.text.replace(HOLE, (_, name: string) => cells[name] || 'unknown');
    case 'column': {
      const { column, values, otherwise } = expression;
      const cell = cells[column] ?? '';
      if (values === null) return cell === '' ? otherwise : cell;
      return Object.hasOwn(values, cell) ? values[cell] : otherwise;
    }
    case 'spread': {
      const names = namesOver(expression.over);
      return names[hashOf(cells[expression.column] ?? '') % names.length];
    }
    default:
      return assertNever(expression);
  }
}

/** A body with every expression in it worked out; values that a row does not have are left out. */
export function fill(body: unknown, cells: Cells, namesOver: NamesOver): unknown {
  const expression = expressionOf(body);
  if (expression !== null) return evaluate(expression, cells, namesOver);
  if (Array.isArray(body)) return body.map((item) => fill(item, cells, namesOver));
  return Object.fromEntries(
    Object.entries(body as object)
      .map(([key, value]) => [key, fill(value, cells, namesOver)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** FNV-1a: the same word always finds the same name, whatever else the log has. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
