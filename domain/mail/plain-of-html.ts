const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** Where mail programs put what they quote. */
const QUOTATION =
  /<blockquote\b|<[^<>]{1,200}\b(gmail_quote|yahoo_quoted|moz-cite-prefix|divRplyFwdMsg|appendonsend)\b/i;
const UNSEEN = /<(script|style|head|title)\b[\s\S]*?(<\/\1\s*>|$)/gi;
const COMMENT = /<!--[\s\S]*?(-->|$)/g;
const BREAK = /<\/?(br|p|div|li|tr|h[1-6]|blockquote)\b[^<>]*>/gi;
const TAG = /<[a-z/!?][^<>]*>/gi;

/** The words of a mail that came as a page only, up to what it quotes where it says so. */
export function plainOfHtml(html: string): string {
  const seen = html.replace(COMMENT, '').replace(UNSEEN, '');
  const cut = seen.search(QUOTATION);
  const above = cut < 0 ? '' : textOf(seen.slice(0, cut));
  return above === '' ? textOf(seen) : above;
}

function textOf(html: string): string {
  return html
    .replaceAll(/\s+/g, ' ')
    .replace(BREAK, '\n')
    .replace(TAG, '')
    .replaceAll(/&(#x?[0-9a-f]{1,6}|[a-z]{2,5});/gi, (whole, name: string) => characterOf(name) ?? whole)
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
