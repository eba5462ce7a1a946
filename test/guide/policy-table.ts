/** What a policy says of itself in its first lines, and what it has. */
export interface ShownPolicy {
  readonly name: string;
  /** The text of `policy.yaml`. */
  readonly text: string;
  readonly parsed: {
    readonly locales: readonly string[];
    readonly kinds: Readonly<Record<string, unknown>>;
    readonly items?: Readonly<Record<string, { readonly is: string }>>;
    readonly reports?: { readonly mailed: Readonly<Record<string, unknown>> };
  };
}

/** A row a policy: whose it is, what it serves, which lines it has beside the main line, what it reports, its languages. */
export function policyTable(policies: readonly ShownPolicy[]): string {
  const rows = policies.map(({ name, text, parsed }) => {
    const kinds = Object.keys(parsed.kinds).join(', ');
    const items = [...new Set(Object.values(parsed.items ?? {}).map(({ is }) => is))].join(', ');
    const reports = Object.keys(parsed.reports?.mailed ?? {}).join(', ');
    const cells = [`[\`${name}\`](../policies/${name}/policy.yaml)`, tradeOf(text), kinds, items, reports];
    return `| ${[...cells, [parsed.locales].flat().join(', ')].join(' | ')} |`;
  });
  const head = ['policy', 'whose service', 'kinds of case', 'beside the main line', 'reports', 'languages'];
  return [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows].join('\n');
}

/** `# Service policy of a seller of garden pumps …, after source S1i`: what stands between. */
export function tradeOf(text: string): string {
  const comment = text
    .split('\n')
    .slice(0, 6)
    .filter((line) => line.startsWith('#'))
    .map((line) => line.slice(1).trim())
    .join(' ');
  const [, trade] = /^Service policy of (.+?)(?:, after source|, following source|\. )/.exec(comment) ?? [];
  if (trade === undefined)
    throw new Error(`its first line must read "# Service policy of …, after source …": ${comment}`);
  return trade;
}
