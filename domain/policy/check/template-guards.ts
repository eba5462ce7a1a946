/** `{{ value | filter }}` or `{% tag condition %}`. */
const PART = /\{\{-?\s*([\s\S]*?)\s*-?\}\}|\{%-?\s*(\w+)([\s\S]*?)-?%\}/g;
const NAME = /[A-Za-z_][\w]*(?:\.\w+)+/g;

/** A value that a text prints, and its line, from 1. */
export interface Printed {
  readonly value: string;
  readonly line: number;
}

/** Values that are printed whatever they are: neither with a default nor where a condition asks for them. */
export function printedUnguarded(text: string): Printed[] {
  const printed: Printed[] = [];
  const conditions: string[][] = [];
  for (const { 1: output, 2: tag, 3: condition = '', index } of text.matchAll(PART)) {
    if (output !== undefined) {
      const value = /^[\w.]+/.exec(output)?.[0] ?? '';
      const isGuarded = /\|\s*default\b/.test(output) || conditions.some((names) => names.includes(value));
      if (!isGuarded) printed.push({ value, line: text.slice(0, index).split('\n').length });
      continue;
    }
    const names: readonly string[] = condition.match(NAME) ?? [];
    if (tag === 'if' || tag === 'unless' || tag === 'case') conditions.push([...names]);
    else if (tag === 'elsif') conditions.at(-1)?.push(...names);
    else if (tag === 'endif' || tag === 'endunless' || tag === 'endcase') conditions.pop();
  }
  return printed;
}
