import { type Document, isCollection, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type FaultPath, type Finding, type PolicyFinding, severityOf } from './fault.ts';

/** One file of a policy folder; `path` is relative to the folder, with `/`. */
export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** What a file holds, and how a finding in it gets its line and column; or why nobody can read it. */
export type ReadYaml =
  | { readonly input: unknown; readonly place: (finding: Finding) => PolicyFinding }
  | { readonly faults: readonly PolicyFinding[] };

export function readYaml({ path: file, text }: PolicyFile): ReadYaml {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (yaml.errors.length > 0) return { faults: yaml.errors.map((error) => syntaxFault(file, error, lines)) };
  return { input: yaml.toJS() ?? {}, place: (finding) => placed(finding, file, yaml, lines) };
}

function syntaxFault(
  file: string,
  error: { code: string; message: string; pos: [number, number] },
  lines: LineCounter,
): PolicyFinding {
  const { line, col } = lines.linePos(error.pos[0]);
  const place = { severity: 'fault', path: [], file, line, column: col } as const;
  if (error.code === 'DUPLICATE_KEY') {
    return {
      code: 'duplicate-id',
      message: 'this name is there already; every name stands once in its block',
      ...place,
    };
  }
  return { code: 'yaml-syntax', message: `${error.message}; check the indentation, quotes and colons here`, ...place };
}

function placed(finding: Finding, file: string, yaml: Document.Parsed, lines: LineCounter): PolicyFinding {
  const { code, message, path } = finding;
  const said = { severity: severityOf(code), code, message, path };
  if (finding.file !== undefined) {
    const line = finding.line ?? null;
    return { ...said, file: finding.file, line, column: line === null ? null : 1 };
  }
  const { line, col } = lines.linePos(offsetOf(yaml, path));
  return { ...said, file, line, column: col };
}

/** Where a path is written: a short value by itself, a block or list by its name, a missing thing by what it lacks in. */
export function offsetOf(yaml: Document.Parsed, path: FaultPath): number {
  let node: unknown = yaml.contents;
  let offset = yaml.contents?.range[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!isPair(pair)) return offset;
      offset = startOf(isScalar(pair.value) && pair.value.value !== null ? pair.value : pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else if (!isCollection(node)) return offset;
  }
  return offset;
}

function startOf(node: unknown): number | null {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0] ?? null;
}
