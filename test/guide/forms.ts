import { AMOUNT, DURATION, HOURS, TIME } from '../../domain/policy/units.ts';

/** JSON Schema, as far as the policy's uses it. */
export interface Node {
  readonly description?: string;
  readonly type?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly propertyNames?: Node;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

const FORMS: readonly (readonly [pattern: RegExp, form: string])[] = [
  [DURATION, 'duration'],
  [TIME, 'time of day'],
  [HOURS, 'hours'],
  [AMOUNT, 'amount'],
];

/** What is written at a place, in a few words; lists and names are told by its path. */
export function formOf(node: Node): string {
  const { anyOf, type, pattern, format } = node;
  if (node.enum !== undefined) return words(node.enum);
  if (node.const !== undefined) return words([String(node.const)]);
  if (anyOf !== undefined) {
    const forms = [...new Set(anyOf.map(formOf))].filter((form) => form !== '');
    return forms.includes('amount') ? 'amount' : forms.join(' or ');
  }
  if (type === 'array') return node.items === undefined ? '' : formOf(node.items);
  if (type === 'object') return formOfBlock(node);
  if (type === 'boolean') return words(['true', 'false']);
  if (type === 'integer') return (node.minimum ?? 0) > 0 ? `whole number from ${node.minimum}` : 'whole number';
  if (type === 'number') return 'number';
  if (format === 'e164') return 'phone';
  if (format === 'email') return 'mail address';
  if (pattern === undefined) return type === 'string' ? 'text' : '';
  return formOfPattern(pattern);
}

function formOfBlock({ properties, additionalProperties, propertyNames }: Node): string {
  if (properties !== undefined) return '';
  const value = typeof additionalProperties === 'object' ? formOf(additionalProperties) : '';
  const name = propertyNames?.enum === undefined ? 'names' : words(propertyNames.enum);
  return value === '' ? `blocks under ${name}` : `${name}, each with ${value}`;
}

function formOfPattern(pattern: string): string {
  const known = FORMS.find(([{ source }]) => source === pattern);
  if (known !== undefined) return known[1];
  if (pattern.includes('agreed')) return 'duration, or `agreed`';
  if (pattern.startsWith('^\\d{4}-')) return 'date';
  const [, choice] = /^\^\(([\w|.:+-]+)\)\$/.exec(pattern) ?? [];
  if (choice === undefined) return 'name';
  const said = words(choice.split('|').map((one) => one.replace('.+', '…')));
  return pattern.includes(')$|^') ? `${said} or a step of an item` : said;
}

function words(all: readonly string[]): string {
  return all.map((one) => `\`${one}\``).join(' ');
}
