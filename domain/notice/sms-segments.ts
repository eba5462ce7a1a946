/** Characters of the GSM alphabet that take one place in a segment, and those that take two. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '^{}\\[~]|€\f';
const PLACES = new Map([
  ...[...BASIC].map((one) => [one, 1] as const),
  ...[...EXTENDED].map((one) => [one, 2] as const),
]);

/** Places in a message that is one segment, and in each of several. */
const GSM = { alone: 160, each: 153 };
const UNICODE = { alone: 70, each: 67 };

/** How many segments a text is sent in and paid for: one character beyond the GSM alphabet makes each hold 67 instead of 153. */
export function smsSegments(text: string): number {
  const places = [...text].map((character) => PLACES.get(character));
  const isGsm = places.every((one) => one !== undefined);
  // What takes two places is never cut through: a place may stay empty at the end of a segment.
  const units = isGsm ? places.map((one) => one ?? 1) : [...text].map((character) => character.length);
  const { alone, each } = isGsm ? GSM : UNICODE;
  const total = units.reduce((sum, one) => sum + one, 0);
  if (total <= alone) return 1;
  let segments = 1;
  let used = 0;
  for (const one of units) {
    if (used + one > each) {
      segments += 1;
      used = 0;
    }
    used += one;
  }
  return segments;
}
