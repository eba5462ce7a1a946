import pc from 'picocolors';

export type Paint = (text: string) => string;
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly warn: Paint;
  readonly bad: Paint;
}

export function createStyle(color: boolean): Style {
  const { bold, dim, green, yellow, red } = pc.createColors(color);
  return { bold, dim, good: green, warn: yellow, bad: red };
}

/** Text of people as a terminal may show it: control characters and direction overrides could rewrite the screen. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ');
}
