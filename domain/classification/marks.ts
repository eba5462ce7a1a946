/** A policy's word lists under their names: the words of every language together, for nobody says which one is written. */
export type MarkWords = Readonly<Record<string, readonly string[]>>;

/**
 * The names of the lists that some text has a word of, in the order of the lists. A word of letters stands alone
 * (`brand` is not in `brandy`), or begins one where it ends in `*`; Chinese, which leaves no space between words, is
 * found anywhere. Neither case nor the width of letters counts.
 */
export function marksIn(texts: readonly string[], lists: MarkWords): readonly string[] {
  const read = texts.map(plain);
  return Object.entries(lists)
    .filter(([, words]) => words.some((word) => read.some((text) => isIn(plain(word), text))))
    .map(([name]) => name);
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LETTER = /[\p{L}\p{N}]/u;

/** `ＳＭＯＫＥ` and `Smoke` are one word, and so is an `ö` in one piece or two. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function isIn(word: string, text: string): boolean {
  const [stem, isStem] = word.endsWith('*') ? [word.slice(0, -1), true] : [word, false];
  if (UNSPACED.test(stem)) return text.includes(stem);
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
    if (!isLetter(before(text, at)) && (isStem || !isLetter(text.slice(at + stem.length)))) return true;
  }
  return false;
}

function before(text: string, at: number): string {
  return [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
}

/** Of the first character; the end of a text is none. A Chinese one ends a word. */
function isLetter(text: string): boolean {
  const [first = ''] = text;
  return LETTER.test(first) && !UNSPACED.test(first);
}
