const LONGEST_NAME = 80;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const BREAKS = /[\s\u0000-\u001f\u007f-\u009f]+/g;
/** Marks that turn the direction of what follows, beyond the value itself. */
const DIRECTIONS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** One line without control characters: nothing in it can begin a header, a line or a command. */
export function oneLine(text: string): string {
  return text.replace(DIRECTIONS, '').replace(BREAKS, ' ').trim();
}

/** A name as a message may say it: one line, and no longer than names are. */
export function plainName(name: string): string {
  const graphemes = Array.from(GRAPHEMES.segment(oneLine(name)), ({ segment }) => segment);
  return graphemes.length <= LONGEST_NAME ? graphemes.join('') : `${graphemes.slice(0, LONGEST_NAME - 1).join('')}…`;
}

/** E.164: a plus sign and up to fifteen digits. */
export function isPhone(address: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(address);
}

/** Plain `local@domain`: no quotes, comments, spaces or second `@`, whatever the standards allow besides. */
export function isEmail(address: string): boolean {
  return (
    address.length <= 254 &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/.test(
      address,
    )
  );
}
