/** Lines of words, headers and boundaries; encoded files beside them count for nothing. */
const LINES_AT_MOST = 20_000;
/** Lines that may begin a part. */
const BOUNDARIES_AT_MOST = 1_000;
/** Encoders break lines at 60, 64, 72 or 76 letters; no text keeps to their letters for so long. */
const ENCODED_FROM = 57;
const NEWLINE = 10;
const RETURN = 13;
const DASH = 45;

/**
 * Whether a raw mail can be taken apart in a moment: a reader's work grows with its lines and parts, and a mail of nothing
 * else would hold up everybody.
 */
export function isSoonRead(raw: Uint8Array): boolean {
  let lines = 0;
  let boundaries = 0;
  for (let start = 0; start < raw.length; ) {
    const found = raw.indexOf(NEWLINE, start);
    const end = found < 0 ? raw.length : found;
    if (raw[start] === DASH && raw[start + 1] === DASH) boundaries += 1;
    if (!isEncoded(raw, start, end)) lines += 1;
    if (lines > LINES_AT_MOST || boundaries > BOUNDARIES_AT_MOST) return false;
    start = end + 1;
  }
  return true;
}

function isEncoded(raw: Uint8Array, start: number, end: number): boolean {
  const last = raw[end - 1] === RETURN ? end - 1 : end;
  if (last - start < ENCODED_FROM) return false;
  for (let at = start; at < last; at++) if (!isLetterOfBase64(raw[at] ?? 0)) return false;
  return true;
}

function isLetterOfBase64(byte: number): boolean {
  // A-Z, a-z, 0-9 with / just before them, + and =.
  return (
    (byte > 64 && byte < 91) || (byte > 96 && byte < 123) || (byte > 46 && byte < 58) || byte === 43 || byte === 61
  );
}
