import { InvalidArgumentError } from 'commander';

/** `4,580`: a count as people read it. */
export function counted(count: number, what?: string): string {
  const number = Math.round(count).toLocaleString('en-GB');
  return what === undefined ? number : `${number} ${what}${count === 1 ? '' : 's'}`;
}

/** `51.1 %`; below a whole percent and near 100 the decimal tells. */
export function percent(value: number | null): string {
  return value === null ? '–' : `${value.toLocaleString('en-GB', { maximumFractionDigits: 1 })} %`;
}

/** A whole number as an argument, from `least` to `most`. */
export function numberWithin(text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  }
  return number;
}

const MOST_HOURS = 720;

/** Hours for which a secret stays good beside the one that takes its place. */
export function overlapArgument(text: string): number {
  return numberWithin(text, 0, MOST_HOURS);
}
