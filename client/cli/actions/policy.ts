import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { formatFinding, type PolicyFinding } from '../../../domain/policy/fault.ts';
import { policyFolders, readPolicyFolder } from '../../policy-files.ts';
import { type CliDeps, type CommonOptions, EXIT, type ExitCode } from '../deps.ts';
import { reportError } from '../report-error.ts';
import { type Action, inSession } from '../session.ts';
import { renderPolicy } from '../show-policy.ts';
import { createStyle } from '../style.ts';
import { renderTable } from '../table.ts';
import { absolute } from '../time.ts';

export const policyListAction: Action = async (session) => {
  const versions = await session.aftercare.policies(session.organisation);
  const { times, columns, style } = await session.frame();
  const rows = versions.map(({ policyId, version, storedAtMs, active }) => [
    policyId,
    version,
    absolute(storedAtMs, times),
    active ? style.good('active') : '',
  ]);
  const empty = `No policy yet. Apply one: ${session.hint('policy apply <folder>')}`;
  session.print(versions, () =>
    rows.length === 0 ? empty : renderTable({ head: ['POLICY', 'VERSION', 'STORED', ''], rows, columns }),
  );
  return undefined;
};

export function policyShowAction(version: string | undefined): Action {
  return async (session) => {
    const document = await session.aftercare.policy(session.organisation, version);
    session.print(document, () => renderPolicy(document, session.style, session.deps.columns));
    return undefined;
  };
}

/** Of one folder, or of every policy in a folder of them. Findings go to stdout: they are the result. Needs no engine. */
export async function checkPolicy(folder: string, deps: CliDeps, options: CommonOptions): Promise<ExitCode> {
  try {
    let code: ExitCode = EXIT.ok;
    const told = new Set<string>();
    for (const one of await policyFolders(folder)) {
      if ((await readChecked(one, deps, options, told)) === null) code = EXIT.failed;
    }
    return code;
  } catch (error) {
    return reportError(error, deps, options.output);
  }
}

/** The schema by which editors complete and explain a policy file; the same as `policies/policy.schema.json`. */
export async function printSchema(deps: CliDeps): Promise<void> {
  const { policyJsonSchema } = await import('../../../domain/policy/schema-export.ts');
  deps.stdout.write(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
}

export async function applyPolicy(
  folder: string,
  create: string | undefined,
  deps: CliDeps,
  options: CommonOptions,
): Promise<ExitCode> {
  try {
    const document = await readChecked(folder, deps, options);
    if (document === null) return EXIT.failed;
    return await inSession(deps, options, async (session) => {
      await session.aftercare.applyPolicy(session.organisation, document, create ?? null);
      session.say(
        `New cases of ${session.organisation} are opened under ${document.id}@${document.version}; open ones keep theirs.`,
      );
      session.say(`${session.style.dim('try:')} ${session.hint('case open --help')}`);
      return undefined;
    });
  } catch (error) {
    return reportError(error, deps, options.output);
  }
}

/** What lies in a file that several policies share is told once; `told` remembers what was. */
async function readChecked(
  folder: string,
  deps: CliDeps,
  options: CommonOptions,
  told = new Set<string>(),
): Promise<PolicyDocument | null> {
  const read = await readPolicyFolder(folder, deps.nowMs());
  const { warnings } = read;
  const faults = 'faults' in read ? read.faults : [];
  const document = 'document' in read ? read.document : null;
  const { id, version } = document ?? {};
  if (options.output !== 'text') {
    deps.stdout.write(`${JSON.stringify({ id, version, faults, warnings })}\n`);
    return document;
  }
  const style = createStyle(deps.color && options.color);
  for (const finding of [...faults, ...warnings]) {
    const line = formatFinding(finding, folder);
    if (!told.has(line)) deps.stdout.write(`${line}\n`);
    told.add(line);
  }
  if (document === null) deps.stderr.write(`${numbered(faults, 'fault')}; nothing was stored.\n`);
  else
    deps.stdout.write(
      `${style.good('ok')}  ${id}@${version}${warnings.length === 0 ? '' : `, ${numbered(warnings, 'warning')}`}\n`,
    );
  return document;
}

function numbered(findings: readonly PolicyFinding[], word: string): string {
  return `${findings.length} ${word}${findings.length === 1 ? '' : 's'}`;
}
