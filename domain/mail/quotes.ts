/** Mail programs break the line that introduces a quotation into as many as this. */
const INTRODUCTION_LINES = 3;
/** A header block of a quoted mail names its sender, and one of the rest soon after. */
const HEADER_LINES = 6;

const RULE =
  /^[-_*\s]*(original message|forwarded message|begin forwarded message|ursprungligt meddelande|vidarebefordrat meddelande|ursprüngliche nachricht|原始邮件|原始郵件|原邮件|转发的邮件|转发邮件|邮件原文)\s*:?[-_*\s]*$/i;
const INTRODUCTION_LONGEST = 500;
/** `On <day>, <person> wrote:` as programs write it in each language; a day has digits. */
const INTRODUCTIONS: readonly (readonly [begins: RegExp, says: RegExp])[] = [
  [/^on\b/i, /\bwrote\s*[:：]$/i],
  [/^(den\b|\d)/i, /\bskrev\b.*[:：]$/i],
  [/^am\b/i, /\bschrieb\b.*[:：]$/i],
  [/^/, /(写道|寫道)\s*[:：]$/],
];
const SENDER = /^[*_>\s]*(from|från|von|发件人|寄件者)\s*[*_]*\s*[:：]/i;
const FURTHER =
  /^[*_>\s]*(sent|date|to|subject|skickat|datum|till|ämne|发送时间|日期|收件人|主题|主旨)\s*[*_]*\s*[:：]/i;
const QUOTED = /^\s*>/;
const SIGNATURE = /^-- ?$/;
const SMALL_PRINT = /^(sent from my |get outlook for |skickat från min |hämta outlook för |发自我的|来自我的|从我的)/i;

/**
 * What somebody wrote anew in a mail: without the mail it answers, whatever program quoted it, and without signature.
 * Answers below or between quoted lines stay. Empty when nothing was added.
 */
export function withoutQuotes(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ').split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (RULE.test(line) || SIGNATURE.test(line) || isHeaderBlock(lines, at)) break;
    if (QUOTED.test(line)) continue;
    const introduction = introductionAt(lines, at);
    if (introduction === 0) {
      kept.push(line.trimEnd());
      continue;
    }
    at += introduction - 1;
    // Where the quoted lines are not marked as such, nothing tells where they end.
    if (!QUOTED.test(nextWritten(lines, at + 1))) break;
  }
  return withoutSmallPrint(kept)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** How many lines from here introduce a quotation; 0 when they do not. */
function introductionAt(lines: readonly string[], at: number): number {
  let joined = '';
  for (let length = 1; length <= INTRODUCTION_LINES; length++) {
    const line = lines[at + length - 1]?.trim();
    if (!line) return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (joined.length > INTRODUCTION_LONGEST) return 0;
    if (isIntroduction(joined)) return length;
  }
  return 0;
}

function isIntroduction(line: string): boolean {
  return /\d/.test(line) && INTRODUCTIONS.some(([begins, says]) => begins.test(line) && says.test(line));
}

function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!SENDER.test(lines[at] ?? '')) return false;
  return lines.slice(at + 1, at + HEADER_LINES).filter((line) => FURTHER.test(line)).length >= 2;
}

function nextWritten(lines: readonly string[], from: number): string {
  return lines.slice(from).find((line) => line.trim() !== '') ?? '';
}

/** What a phone adds by itself below a mail, and lines that only separate. */
function withoutSmallPrint(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => /[^\s_-]/.test(line) && !SMALL_PRINT.test(line.trim()));
  return lines.slice(0, last + 1);
}
