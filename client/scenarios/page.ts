import { type Document, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import type { FaultPath } from '../../domain/policy/fault.ts';
import { offsetOf } from '../../domain/policy/read-yaml.ts';

/** What is wrong with a file of scenarios, in its place; lines and columns count from 1. */
export interface ScenarioFault {
  readonly code: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One document of a file, and where everything in it stands. */
export interface Page {
  readonly file: string;
  readonly value: unknown;
  readonly lineOf: (path: FaultPath) => number;
  /** Notes a fault at a path; `index` counts letters into a text that stands there on one line. */
  readonly fault: (path: FaultPath, code: string, message: string, index?: number) => void;
}

/** The documents of a file of YAML, in their order; faults of all of them are gathered in `faults`. */
export function pagesOf(file: string, text: string, faults: ScenarioFault[]): readonly Page[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const note = (offset: number, code: string, message: string) => {
    const { line, col } = lines.linePos(offset);
    faults.push({ code, message, file, line, column: col });
  };
  return [...documents].flatMap((yaml): Page[] => {
    for (const error of yaml.errors) {
      note(error.pos[0], 'yaml-syntax', `${error.message}; check the indentation, quotes and colons here`);
    }
    if (yaml.errors.length > 0 || yaml.contents === null) return [];
    return [
      {
        file,
        value: yaml.toJS() as unknown,
        lineOf: (path) => lines.linePos(offsetOf(yaml, path)).line,
        fault: (path, code, message, index = 0) =>
          note(offsetOf(yaml, path) + (isPlainAt(yaml, path) ? index : 0), code, message),
      },
    ];
  });
}

function isPlainAt(yaml: Document.Parsed, path: FaultPath): boolean {
  // The only line of a list may stand without its dash.
  const node = yaml.getIn(path, true) ?? yaml.getIn(path.slice(0, -1), true);
  return isScalar(node) && node.type === 'PLAIN' && node.source === node.value;
}

/** `policies/acme/scenarios/hold.yaml:12:5  unknown-person  …`: a place that editors and terminals turn into a link. */
export function formatScenarioFault(fault: Placed): string {
  const place = [fault.file, fault.line, fault.column].filter((part) => part !== null).join(':');
  return `${place}  ${fault.code}  ${fault.message}`;
}

/** A fault of any file; one that is missing altogether has no line. */
type Placed = Pick<ScenarioFault, 'code' | 'message' | 'file'> & {
  readonly line: number | null;
  readonly column: number | null;
};
