/** A report as tables: what a mail, a spreadsheet and a terminal show, each in its own way. */
export interface Table {
  /** Names the file of its own, such as `limits`. */
  readonly id: string;
  readonly title: string;
  /** A column of bars has no title, and is left out where none are drawn. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Tone = 'plain' | 'good' | 'bad';

export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'number';
      /** Null where nothing was measured. */
      readonly value: number | null;
      readonly digits: 0 | 1 | 2;
      readonly percent: boolean;
      readonly tone: Tone;
    }
  /** `share` and `mark`, where there is a target, are from 0 to 1. */
  | { readonly kind: 'bar'; readonly share: number; readonly mark: number | null; readonly tone: Tone };

export function text(text: string): Cell {
  return { kind: 'text', text };
}

export function number(value: number | null, digits: 0 | 1 | 2 = 0, tone: Tone = 'plain'): Cell {
  return { kind: 'number', value, digits, percent: false, tone };
}

export function percent(value: number | null, tone: Tone = 'plain'): Cell {
  return { kind: 'number', value, digits: 1, percent: true, tone };
}

export function bar(value: number, whole: number, tone: Tone = 'plain', mark: number | null = null): Cell {
  const share = (part: number) => (whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole)));
  return { kind: 'bar', share: share(value), mark: mark === null ? null : share(mark), tone };
}
