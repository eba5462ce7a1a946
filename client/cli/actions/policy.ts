import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { formatFault } from '../../../domain/policy/fault.ts';
import { readPolicyFolder } from '../../policy-files.ts';
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

/** Faults go to stdout: they are the result. Needs no engine. */
export async function checkPolicy(folder: string, deps: CliDeps, options: CommonOptions): Promise<ExitCode> {
  try {
    return (await readChecked(folder, deps, options)) === null ? EXIT.failed : EXIT.ok;
  } catch (error) {
    return reportError(error, deps, options.output);
  }
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

async function readChecked(folder: string, deps: CliDeps, options: CommonOptions): Promise<PolicyDocument | null> {
  const read = await readPolicyFolder(folder, deps.nowMs());
  const style = createStyle(deps.color && options.color);
  if (!('faults' in read)) {
    const { id, version } = read.document;
    deps.stdout.write(
      options.output === 'text'
        ? `${style.good('ok')}  ${id}@${version}\n`
        : `${JSON.stringify({ id, version, faults: [] })}\n`,
    );
    return read.document;
  }
  if (options.output === 'text') {
    for (const fault of read.faults) deps.stdout.write(`${formatFault(fault)}\n`);
    deps.stderr.write(`${read.faults.length} ${read.faults.length === 1 ? 'fault' : 'faults'}; nothing was stored.\n`);
  } else {
    deps.stdout.write(`${JSON.stringify({ faults: read.faults })}\n`);
  }
  return null;
}
