/** Longest free text and longest name, in characters as people count them. */
export const TEXT_LONGEST = 4_000;
export const NAME_LONGEST = 200;

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** No character people write takes more; one that stacks hundreds of marks is an attack on whoever draws it. */
const UNITS_A_GRAPHEME = 16;

export type TextFault =
  | { readonly fault: 'too-long'; readonly longest: number }
  | { readonly fault: 'unfit'; readonly detail: string };

/** Free text is kept as typed, emoji and right-to-left included, if Postgres and a message can hold it. */
export function textFault(text: string, longest: number): TextFault | null {
  if (text.trim() === '') return { fault: 'unfit', detail: 'Write something here, or leave it out.' };
  if (text.includes('\0')) return { fault: 'unfit', detail: 'Leave out the NUL character.' };
  if (/\p{Surrogate}/u.test(text))
    return { fault: 'unfit', detail: 'This has half a character in it; send whole UTF-8.' };
  return isLonger(text, longest) ? { fault: 'too-long', longest } : null;
}

/** As `textFault`, for what stands on one line: a name, a model, a region. */
export function lineFault(text: string, longest: number): TextFault | null {
  if (CONTROL.test(text)) {
    return { fault: 'unfit', detail: 'Write this on one line, without line breaks or control characters.' };
  }
  return textFault(text, longest);
}

function isLonger(text: string, longest: number): boolean {
  if (text.length <= longest) return false;
  if (text.length > longest * UNITS_A_GRAPHEME) return true;
  let count = 0;
  for (const _ of GRAPHEMES.segment(text)) {
    count += 1;
    if (count > longest) return true;
  }
  return false;
}
