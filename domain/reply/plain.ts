/** What people put around a word without meaning anything by it. */
const COURTESY = new Set([
  ...['please', 'pls', 'plz', 'thanks', 'thank', 'you', 'thx', 'ty', 'hi', 'hello'],
  ...['tack', 'snälla', 'hej', 'vänligen'],
  ...['请', '麻烦', '谢谢', '谢谢您', '谢谢你', '多谢', '您好', '你好'],
]);
/** Chinese is written without spaces, so these go from either end of a word. */
const COURTESY_ZH = /^(请|您好|你好|麻烦|谢谢)+|(谢谢|谢谢您|多谢|哦|啊|呀|吧|的|了|哈)+$/gu;
const MARKS = /[\p{P}\p{S}\p{Cf}\p{Mn}\p{Me}]+/gu;

/** Words of a text in one form: full-width digits and capitals as plain ones, no marks, no courtesy. */
export function plainWords(text: string): readonly string[] {
  const words = text.normalize('NFKC').toLowerCase().replace(MARKS, ' ').trim().split(/\s+/);
  return words.map(bare).filter((word) => word !== '' && !COURTESY.has(word));
}

/** The same as one text, its words a space apart. */
export function plainText(text: string): string {
  return plainWords(text).join(' ');
}

/** A word that courtesy alone is left of stays what it is: 好的 is a yes. */
function bare(word: string): string {
  return word.replace(COURTESY_ZH, '') || word;
}
