/** `4,580`: a count as people read it. */
export function counted(count: number, what?: string): string {
  const number = Math.round(count).toLocaleString('en-GB');
  return what === undefined ? number : `${number} ${what}${count === 1 ? '' : 's'}`;
}

/** `51.1 %`; below a whole percent and near 100 the decimal tells. */
export function percent(value: number | null): string {
  return value === null ? '–' : `${value.toLocaleString('en-GB', { maximumFractionDigits: 1 })} %`;
}
