import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { policyJsonSchema } from '../../domain/policy/schema-export.ts';
import { formOf, type Node } from './forms.ts';
import { policyTable, type ShownPolicy } from './policy-table.ts';
import { rowsBelow, type ValueRow } from './value-rows.ts';

/** The page on how to write a policy; between its marks stands what is made from the schema and the policies. */
export const GUIDE = new URL('../../docs/policies.md', import.meta.url);
const POLICIES = new URL('../../policies/', import.meta.url);

export function shippedPolicies(): readonly ShownPolicy[] {
  return readdirSync(POLICIES)
    .filter((name) => existsSync(new URL(`${name}/policy.yaml`, POLICIES)))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(`${name}/policy.yaml`, POLICIES), 'utf8');
      return { name, text, parsed: parse(text) as ShownPolicy['parsed'] };
    });
}

/** The page with everything between its marks made anew. */
export function guideAnew(page: string, policies: readonly ShownPolicy[]): string {
  const parsed = policies.map((policy) => policy.parsed);
  const made = { policies: policyTable(policies), filter: filterTable(parsed), values: valueTables(parsed) };
  return Object.entries(made).reduce((text, [name, block]) => {
    const [from, to] = [`<!-- made: ${name} -->`, '<!-- end -->'];
    const start = text.indexOf(from);
    const end = text.indexOf(to, start);
    if (start < 0 || end < 0) throw new Error(`docs/policies.md lacks ${from} … ${to}`);
    return `${text.slice(0, start + from.length)}\n\n${block}\n\n${text.slice(end)}`;
  }, page);
}

function valueTables(policies: readonly unknown[]): string {
  const { properties = {}, required = [] } = policyJsonSchema() as Node;
  const plain = Object.entries(properties).filter(([key, node]) => rowsBelow(node, [key], policies).length === 0);
  const sections = Object.entries(properties).filter(([key]) => !plain.some(([one]) => one === key));
  const root: Node = { properties: Object.fromEntries(plain), required };
  return [
    tableOf(rowsBelow(root, [], policies).map((row, i) => ({ ...row, key: plain[i]?.[0] ?? row.key }))),
    ...sections.map(([key, node]) => {
      const need = required.includes(key) ? 'Needed. ' : '';
      return `### \`${key}\`\n\n${need}${node.description}\n\n${tableOf(rowsBelow(node, [key], policies))}`;
    }),
  ].join('\n\n');
}

/** What `when` may ask, the same wherever it stands. */
function filterTable(policies: readonly unknown[]): string {
  const { properties = {} } = policyJsonSchema() as Node;
  const filter = findWhen({ properties });
  const rows = Object.entries(filter?.properties ?? {}).map(([key, node]) => {
    const form = formOf(node);
    return `| \`${key}\` | ${form} | ${node.description} |`;
  });
  if (rows.length === 0 || policies.length === 0) throw new Error('the schema has no filter');
  return ['| key | write | meaning |', '|---|---|---|', ...rows].join('\n');
}

function findWhen({ properties = {}, items, additionalProperties, anyOf = [] }: Node): Node | null {
  const { when } = properties;
  if (when?.properties !== undefined) return when;
  const inner = [...Object.values(properties), items, additionalProperties, ...anyOf];
  for (const one of inner) {
    const found = typeof one === 'object' ? findWhen(one) : null;
    if (found !== null) return found;
  }
  return null;
}

function tableOf(rows: readonly ValueRow[]): string {
  const lines = rows.map(({ key, form, left, meaning, example }) => {
    const default_ = typeof left === 'object' ? `left out: \`${left.default}\`` : left === 'needed' ? 'needed' : '';
    const shown = example === null ? '' : `\`${example}\``;
    return `| ${[`\`${key}\``, form, default_, meaning, shown].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| key | write | | meaning | such as |', '|---|---|---|---|---|', ...lines].join('\n');
}
