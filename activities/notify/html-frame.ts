import { escaped, FONT, INK, LINE, MUTED, PAPER } from './html-style.ts';

/** What a mail's page shows besides its text. */
export interface Frame {
  readonly locale: string;
  /** Who writes. */
  readonly sender: string;
  readonly subject: string;
}

/** A mail's text as one small page: paragraphs, line breaks and links, nothing loaded and nothing that runs. */
export function framed({ locale, sender, subject }: Frame, text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p dir="auto" style="margin:0 0 14px 0">${linesOf(paragraph)}</p>`);
  return `<!doctype html>
<html lang="${escaped(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:0;background:${PAPER}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:${PAPER}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;background:#ffffff;border:1px solid ${LINE};${FONT};color:${INK};font-size:15px;line-height:22px">
<tr><td style="padding:20px 20px 6px 20px">
<div style="font-size:13px;color:${MUTED};padding-bottom:12px">${escaped(sender)}</div>
${paragraphs.join('\n')}
</td></tr>
</table></td></tr></table>
</body></html>
`;
}

const LINK = /(https?:\/\/[^\s<>"'\p{Ps}\p{Pe}，。；！？、]+)/u;
/** What ends a sentence and not an address. */
const AFTER_LINK = /[.,;:!?]+$/;

function linesOf(paragraph: string): string {
  // Every second part is what the brackets of the expression caught.
  const parts = paragraph.split(LINK).map((part, index) => (index % 2 === 1 ? linked(part) : escaped(part)));
  return parts.join('').replaceAll('\n', '<br>\n');
}

/** The address is what is shown: nobody is led elsewhere than they read. */
function linked(found: string): string {
  const address = found.replace(AFTER_LINK, '');
  return `<a href="${escaped(address)}" style="color:#1d5fa8;word-break:break-all">${escaped(address)}</a>${escaped(found.slice(address.length))}`;
}
