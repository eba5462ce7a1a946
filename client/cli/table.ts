import Table from 'cli-table3';

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const GAP = 2;

/** Cells of the terminal that a text takes: Chinese two a character, colours none. */
export function displayWidth(text: string): number {
  return [...text.replace(COLOUR, '')].reduce((width, character) => width + characterWidth(character), 0);
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** At most `width` cells, the last of them `…` where something is missing. Colours are given up when it cuts. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const character of text.replace(COLOUR, '')) {
    used += characterWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}

export interface TableLayout {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Width of the terminal. */
  readonly columns: number;
  /** The column that gives way first when the table is too wide; the last one unless given. */
  readonly gives?: number;
  /** Whether that column goes on in the next line instead of being cut. */
  readonly wraps?: true;
}

/** A table without lines whose columns line up; no row is wider than the terminal. */
export function renderTable({ head, rows, columns, gives = head.length - 1, wraps }: TableLayout): string {
  const widths = head.map((title, index) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[index] ?? ''))),
  );
  const excess = widths.reduce((sum, width) => sum + width, 0) + GAP * (head.length - 1) - columns;
  if (excess > 0) widths[gives] = Math.max(8, (widths[gives] ?? 0) - excess);
  const table = new Table({
    chars: BLANK,
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true },
    colWidths: widths.map((width) => width + GAP),
  });
  const lineUp = (row: readonly string[]) => row.map((cell, index) => shorten(cell, widths[index] ?? 0));
  for (const row of [head, ...rows]) {
    const [first = '', ...others] = wraps ? wrap(row[gives] ?? '', widths[gives] ?? 0) : [row[gives] ?? ''];
    table.push(lineUp(row.with(gives, first)));
    for (const part of others) table.push(lineUp(row.map((_, index) => (index === gives ? part : ''))));
  }
  const lines = table.toString().split('\n');
  return lines.map((line) => shorten(line.trimEnd(), columns)).join('\n');
}

/** Lines of at most `width` cells, broken behind a space or a slash. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=[ /])/)) {
    if (line !== '' && displayWidth((line + word).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  return [...lines, line];
}

const BLANK = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'middle']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`, `${side}-mid-mid`])
    .concat(['left-mid', 'mid-mid', 'right-mid'])
    .map((name) => [name, '']),
);
