import { nearest } from '../../domain/policy/did-you-mean.ts';

/** The known word that was probably meant, or null. Long input is cut, because comparing costs its length. */
export function meant(typed: string, known: readonly string[]): string | null {
  return nearest(typed.slice(0, 60), known);
}

/** ` Did you mean phone?`, or nothing. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const word = meant(typed, known);
  return word === null ? '' : ` Did you mean ${word}?`;
}
