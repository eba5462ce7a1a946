import parsePhoneNumber from 'libphonenumber-js/min';

/** ASCII only: full-width digits, letters, extensions and a second plus are somebody's mistake or somebody's attack. */
const SHAPE = /^\+[1-9][0-9 ().-]{5,28}$/;

/** The number as E.164 (`+8613900000000`), or null when no such number can exist. */
export function e164(text: string): string | null {
  const typed = text.trim();
  if (!SHAPE.test(typed)) return null;
  const number = parsePhoneNumber(typed);
  return number?.isValid() ? number.number : null;
}
