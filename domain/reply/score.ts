import { plainText } from './plain.ts';

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5 },
  ...{ 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5 },
  ...{ ett: 1, två: 2, tre: 3, fyra: 4, fem: 5 },
};
const UNIT = '(?:分|颗?星|points?|stars?|poäng|p)?';
const NUMBER = `(\\d{1,3}|${Object.keys(NUMBERS).join('|')})`;
/** The number alone, `4/5`, or the number, a break and what else there is to say. */
const SCORE = new RegExp(
  `^\\s*${NUMBER}\\s*${UNIT}\\s*(?:/\\s*\\d+)?\\s*(?:$|[,.;:!?，。；：！？、\\n-](?!\\s*\\d))`,
  'iu',
);

/**
 * The score that a text gives, or null: `5`, `５分`, `five`, `4/5`, `2, the lens is scratched`; not `5 minutes late`, not
 * `4-5`, not what the scale does not have.
 */
export function scoreIn(text: string, scale: { readonly lowest: number; readonly highest: number }): number | null {
  const plain = text.normalize('NFKC');
  if (/[-\u2212]\s*\d/.test(plain)) return null;
  const [, number] = SCORE.exec(plain) ?? SCORE.exec(plainText(plain)) ?? [];
  if (number === undefined) return null;
  const score = NUMBERS[number.toLowerCase()] ?? Number(number);
  return score >= scale.lowest && score <= scale.highest ? score : null;
}
