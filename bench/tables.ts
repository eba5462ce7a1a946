import Table from 'cli-table3';

/** A table for people: the first row heads it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({ head: [...head], style: { head: [], border: [] } });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}

export function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

export function cpuMs(seconds: number): string {
  return `${Math.round(seconds * 1_000)} ms`;
}
