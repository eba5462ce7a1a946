/**
 * JSON that Postgres can store: it knows neither U+0000 nor half a surrogate pair, and a journal that can never be
 * committed would hold its case for ever. Both become U+FFFD.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? toText(part) : part));
}

/** Text that Postgres can store, by the same rule. */
export function toText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the control character is what is looked for
  return text.replace(/\p{Surrogate}|\u0000/gu, '\ufffd');
}
