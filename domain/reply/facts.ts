import { type FactName, PAST_DAYS } from '../policy/vocabulary.ts';
import { writtenDay } from './written-day.ts';

export type ReadFacts = Readonly<Partial<Record<FactName, string>>>;

/** What texts call a fact, in the customer's language; the id where nobody says. */
export type FactWords = (name: FactName) => string;

/**
 * The facts that a text gives of those that were asked for, or null when it can't be told which part is which. Labelled
 * (`model: LK-200`), one alone, or one a line (or between commas) in the order in which they were asked.
 */
export function factsIn(text: string, missing: readonly FactName[], words: FactWords): ReadFacts | null {
  const plain = text.trim();
  if (plain === '' || /[?？]\s*$/.test(plain)) return null;
  return labelled(plain, missing, words) ?? alone(plain, missing) ?? inOrder(plain, missing);
}

function labelled(text: string, missing: readonly FactName[], words: FactWords): ReadFacts | null {
  const found = linesOf(text).flatMap((line) => {
    const [, label = '', value = ''] = /^([^:：=]{1,40})[:：=]\s*(.+)$/u.exec(line) ?? [];
    const name = missing.find((one) => [one, words(one)].some((word) => same(word, label)));
    const read = name === undefined ? null : readValue(name, value);
    return name === undefined || read === null ? [] : [[name, read] as const];
  });
  return found.length === 0 || found.length < linesOf(text).length ? null : Object.fromEntries(found);
}

function alone(text: string, missing: readonly FactName[]): ReadFacts | null {
  const [name] = missing;
  if (name === undefined || missing.length > 1) return null;
  const value = readValue(name, text);
  return value === null ? null : { [name]: value };
}

function inOrder(text: string, missing: readonly FactName[]): ReadFacts | null {
  const splits = [linesOf(text), text.split(/[,，、;；]/u).map((part) => part.trim())];
  const parts = splits.find((one) => one.length === missing.length && one.every((part) => part !== ''));
  if (parts === undefined) return null;
  const values = missing.map((name, index) => [name, readValue(name, parts[index] ?? '')] as const);
  return values.some(([, value]) => value === null) ? null : (Object.fromEntries(values) as ReadFacts);
}

function readValue(name: FactName, text: string): string | null {
  const value = text.trim();
  return (PAST_DAYS as readonly FactName[]).includes(name) ? writtenDay(value) : value || null;
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/[\n;；]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function same(word: string, label: string): boolean {
  const plain = (one: string) => one.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '');
  return plain(word) === plain(label);
}
