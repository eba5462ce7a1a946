import { checkWrittenDays } from './check/written-days.ts';
import { checkPolicy } from './check.ts';
import type { PolicyDocument, Templates } from './document.ts';
import type { Finding, PolicyFinding } from './fault.ts';
import { type PolicyFile, readYaml } from './read-yaml.ts';
import { resolvePolicy, type Sha256 } from './resolve.ts';
import { type PolicySource, policySchema } from './schema.ts';
import { findingsOf } from './schema-faults.ts';
import { SHARED_FILE, sharedSchema } from './schema-shared.ts';
import { NOTHING_SHARED, type Shared, withShared } from './shared.ts';

export type { PolicyFile } from './read-yaml.ts';

export const POLICY_FILE = 'policy.yaml';
/** What policies have in common lies beside them, in a folder of its own. */
export const SHARED_FOLDER = '../common/';
const TEMPLATE_FILE = /^([^/]+)\/([^/]+)\.liquid$/;

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
 * column. Only `policy.yaml` and `templates/<locale>/*.liquid` belong to a policy, and what `../common` holds of the same;
 * other folders are not looked at.
 */
export function readPolicy(files: readonly PolicyFile[], { sha256, nowMs }: ReadOptions): ReadPolicy {
  const policyFile = files.find(({ path }) => path === POLICY_FILE);
  if (!policyFile) {
    const message = `the folder has no ${POLICY_FILE}; docs/reference/policy.md says what belongs into one`;
    const place = { path: [], file: POLICY_FILE, line: null, column: null };
    return { faults: [{ severity: 'fault', code: 'no-policy-file', message, ...place }], warnings: [] };
  }
  const shared = readShared(files);
  const yaml = readYaml(policyFile);
  if ('faults' in yaml) return { faults: yaml.faults, warnings: [] };
  const own = templatesOf(files, 'templates/');
  const parsed = policySchema.safeParse(yaml.input);
  const findings = (found: readonly Finding[]) => {
    const placed = found.map((one) =>
      (isOfSharedList(one, parsed.data, shared) ? (shared.place ?? yaml.place) : yaml.place)(one),
    );
    return [...shared.findings, ...[...own.findings.map(yaml.place), ...placed].map((one) => home(one, files))].sort(
      byPlace,
    );
  };
  if (!parsed.success) return bySeverity(findings(findingsOf(parsed.error, yaml.input)));
  const { source, templates } = withShared(parsed.data, own.templates, shared);
  const { faults, warnings } = bySeverity(
    findings([
      ...checkPolicy(source, templates, nowMs, Object.keys(shared.holidays)),
      ...checkWrittenDays(yaml.input, parsed.data),
    ]),
  );
  if (faults.length > 0) return { faults, warnings };
  return { document: resolvePolicy(source, templates, sha256), warnings };
}

/** A text that the policy does not have itself is the one that all share. */
function home(finding: PolicyFinding, files: readonly PolicyFile[]): PolicyFinding {
  const { file } = finding;
  return files.some(({ path }) => path === file) ? finding : { ...finding, file: SHARED_FOLDER + file };
}

function bySeverity(findings: readonly PolicyFinding[]) {
  return {
    faults: findings.filter(({ severity }) => severity === 'fault'),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
  };
}

/** Whether the list of holidays that a finding is about is one that the policy took. */
function isOfSharedList({ path }: Finding, own: PolicySource | undefined, shared: Shared): boolean {
  const [section, list] = path;
  if (section !== 'holidays' || list === undefined) return false;
  return own?.holidays[list] === undefined && shared.holidays[list] !== undefined;
}

interface ReadShared extends Shared {
  readonly findings: readonly PolicyFinding[];
  /** Where a path stands in the shared file; null when there is none that can be read. */
  readonly place: ((finding: Finding) => PolicyFinding) | null;
}

/** What lies beside the policy for all to use; nothing when it stands alone. */
function readShared(files: readonly PolicyFile[]): ReadShared {
  const file = files.find(({ path }) => path === SHARED_FOLDER + SHARED_FILE);
  if (file === undefined) return { ...NOTHING_SHARED, findings: [], place: null };
  const yaml = readYaml(file);
  if ('faults' in yaml) return { ...NOTHING_SHARED, findings: yaml.faults, place: null };
  const parsed = sharedSchema.safeParse(yaml.input);
  const { templates, findings } = templatesOf(files, `${SHARED_FOLDER}templates/`);
  const all = [...findings, ...(parsed.success ? [] : findingsOf(parsed.error, yaml.input))];
  return { ...(parsed.data ?? NOTHING_SHARED), templates, findings: all.map(yaml.place), place: yaml.place };
}

function templatesOf(files: readonly PolicyFile[], folder: string): { templates: Templates; findings: Finding[] } {
  const templates: Record<string, Record<string, string>> = {};
  const findings: Finding[] = [];
  for (const { path, text } of files) {
    if (!path.startsWith(folder)) continue;
    const [, locale, name] = TEMPLATE_FILE.exec(path.slice(folder.length)) ?? [];
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

function byPlace(a: PolicyFinding, b: PolicyFinding): number {
  return a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
