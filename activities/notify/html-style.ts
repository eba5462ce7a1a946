/** What our mails look like: said in each element, for mail programs read no style sheets. */
export const FONT =
  "font-family:-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',Arial,sans-serif";
export const INK = '#1f2933';
export const LINE = '#e4e7eb';
export const MUTED = '#616e7c';
export const PAPER = '#f5f7fa';

/** Text that stands in a page or in a quoted attribute as it is. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
