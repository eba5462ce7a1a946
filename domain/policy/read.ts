import { type Document, isCollection, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { checkPolicy } from './check.ts';
import type { PolicyDocument, Templates } from './document.ts';
import { type FaultPath, type Finding, type PolicyFinding, severityOf } from './fault.ts';
import { resolvePolicy, type Sha256 } from './resolve.ts';
import { policySchema } from './schema.ts';
import { findingsOf } from './schema-faults.ts';

export const POLICY_FILE = 'policy.yaml';
const TEMPLATE_FILE = /^templates\/([^/]+)\/([^/]+)\.liquid$/;

/** One file of a policy folder; `path` is relative to the folder, with `/`. */
export interface PolicyFile {
  readonly path: string;
  readonly text: string;
}

/** A policy with a fault is no document; warnings leave it one. */
export type ReadPolicy = ({ readonly document: PolicyDocument } | { readonly faults: readonly PolicyFinding[] }) & {
  readonly warnings: readonly PolicyFinding[];
};

export interface ReadOptions {
  readonly sha256: Sha256;
  /** The moment "a calendar never opens", "a certificate is valid" and "holidays are missing" are asked for. */
  readonly nowMs: number;
}

/**
 * The texts of a policy folder as one document, or everything that is wrong with them, each fault with file, line and
 * column. Only `policy.yaml` and `templates/<locale>/*.liquid` belong to a policy; other folders are not looked at.
 */
export function readPolicy(files: readonly PolicyFile[], { sha256, nowMs }: ReadOptions): ReadPolicy {
  const policyFile = files.find(({ path }) => path === POLICY_FILE);
  if (!policyFile) {
    const message = `the folder has no ${POLICY_FILE}; docs/reference/policy.md says what belongs into one`;
    const place = { path: [], file: POLICY_FILE, line: null, column: null };
    return { faults: [{ severity: 'fault', code: 'no-policy-file', message, ...place }], warnings: [] };
  }
  const lines = new LineCounter();
  const yaml = parseDocument(policyFile.text, { lineCounter: lines, prettyErrors: false });
  if (yaml.errors.length > 0) {
    return { faults: yaml.errors.map((error) => syntaxFault(error, lines)), warnings: [] };
  }

  const input: unknown = yaml.toJS() ?? {};
  const parsed = policySchema.safeParse(input);
  const { templates, findings: strays } = templatesOf(files);
  const findings = parsed.success
    ? [...strays, ...checkPolicy(parsed.data, templates, nowMs)]
    : [...strays, ...findingsOf(parsed.error, input)];
  const all = findings.map((finding) => placed(finding, yaml, lines)).sort(byPlace);
  const faults = all.filter(({ severity }) => severity === 'fault');
  const warnings = all.filter(({ severity }) => severity === 'warning');
  if (!parsed.success || faults.length > 0) return { faults, warnings };
  return { document: resolvePolicy(parsed.data, templates, sha256), warnings };
}

function templatesOf(files: readonly PolicyFile[]): { templates: Templates; findings: Finding[] } {
  const templates: Record<string, Record<string, string>> = {};
  const findings: Finding[] = [];
  for (const { path, text } of files) {
    if (!path.startsWith('templates/')) continue;
    const [, locale, name] = TEMPLATE_FILE.exec(path) ?? [];
    if (locale && name) {
      templates[locale] ??= {};
      templates[locale][name] = text;
    } else {
      const message = 'this is no template; name it templates/<locale>/<occasion>.<customer|staff>.<sms|email>.liquid';
      findings.push({ code: 'unknown-file', message, path: [], file: path, line: 1 });
    }
  }
  return { templates, findings };
}

function syntaxFault(
  error: { code: string; message: string; pos: [number, number] },
  lines: LineCounter,
): PolicyFinding {
  const { line, col } = lines.linePos(error.pos[0]);
  const place = { severity: 'fault', path: [], file: POLICY_FILE, line, column: col } as const;
  if (error.code === 'DUPLICATE_KEY') {
    return {
      code: 'duplicate-id',
      message: 'this name is there already; every name stands once in its block',
      ...place,
    };
  }
  return { code: 'yaml-syntax', message: `${error.message}; check the indentation, quotes and colons here`, ...place };
}

function placed(finding: Finding, yaml: Document.Parsed, lines: LineCounter): PolicyFinding {
  const { code, message, path } = finding;
  const said = { severity: severityOf(code), code, message, path };
  if (finding.file !== undefined) {
    const line = finding.line ?? null;
    return { ...said, file: finding.file, line, column: line === null ? null : 1 };
  }
  const { line, col } = lines.linePos(offsetOf(yaml, path));
  return { ...said, file: POLICY_FILE, line, column: col };
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

function byPlace(a: PolicyFinding, b: PolicyFinding): number {
  return a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
