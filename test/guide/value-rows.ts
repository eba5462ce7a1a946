import { exampleAt, exampleOf } from './examples.ts';
import { formOf, type Node } from './forms.ts';
import { OWN_EXAMPLES } from './own-examples.ts';

const FILTER = '{ kinds: repair }';

/** A key of the policy file, at whatever depth. */
export interface ValueRow {
  /** `clocks.<name>.limits[].within`. */
  readonly place: string;
  /** From its section on: `<name>.limits[].within`. */
  readonly key: string;
  readonly form: string;
  readonly left: 'needed' | 'may be left out' | { readonly default: string };
  readonly meaning: string;
  readonly example: string | null;
}

/** Every key below a section, in the order of the schema; `path` is the section's. */
export function rowsBelow(node: Node, path: readonly string[], policies: readonly unknown[]): readonly ValueRow[] {
  return [...within(node, path)].flatMap(([place, block]) =>
    Object.entries(block.properties ?? {}).flatMap(([key, value]): ValueRow[] => {
      const full = [...place, key];
      // Filters are the same everywhere.
      const inner = key === 'when' ? [] : rowsBelow(value, full, policies);
      const form = key === 'when' ? 'filter' : formOf(value);
      return [rowOf(full, value, form, block.required?.includes(key) ?? false, policies), ...inner];
    }),
  );
}

/** The blocks that stand at a place: itself, those of a list, those under names. */
function within(node: Node, path: readonly string[]): readonly (readonly [readonly string[], Node])[] {
  const { properties, additionalProperties, items, anyOf } = node;
  if (properties !== undefined) return [[path, node]];
  if (items !== undefined) return within(items, [...path, '[]']);
  if (typeof additionalProperties === 'object') return within(additionalProperties, [...path, '*']);
  // A short form comes first, and is an element of the long one.
  return anyOf === undefined || anyOf.length === 0 ? [] : within(anyOf.at(-1)!, path);
}

function rowOf(
  path: readonly string[],
  node: Node,
  form: string,
  isNeeded: boolean,
  policies: readonly unknown[],
): ValueRow {
  const left = isNeeded ? 'needed' : node.default === undefined ? 'may be left out' : { default: said(node.default) };
  const key = path
    .slice(1)
    .join('.')
    .replaceAll('.[]', '[]')
    .replaceAll('*', '<name>')
    .replace(/^\[\]\./, '');
  const list = isList(node) ? `list of ${form === '' ? 'blocks' : form}` : form === '' ? 'block' : form;
  const place = path.join('.').replaceAll('.[]', '[]').replaceAll('*', '<name>');
  const example =
    exampleAt(policies, path) ?? OWN_EXAMPLES[place] ?? (path.at(-1) === 'when' ? FILTER : exampleOf(node));
  return { place, key, form: list, left, meaning: node.description ?? '', example };
}

function isList({ type, anyOf }: Node): boolean {
  return type === 'array' || (anyOf?.some(isList) ?? false);
}

function said(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
