const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$`);

/**
 * The address, or null. Stricter than the standard on purpose: quotes, comments and line breaks are legal in places and
 * have led mail to another address than the one that was checked.
 */
export function plainEmail(text: string): string | null {
  const typed = text.trim();
  if (typed.length > 254 || typed.indexOf('@') > 64) return null;
  return ADDRESS.test(typed) ? typed : null;
}
