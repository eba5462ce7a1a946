import { type LineResult, openFile, parseOpenObject } from '../../open-file.ts';
import { parseActor } from '../../requests/parse.ts';
import { type Told, toldRefusals } from '../advice.ts';
import { OPEN_FLAGS } from '../case-commands.ts';
import { type CliDeps, EXIT, type OutputFormat } from '../deps.ts';
import { bodyOf, type GivenFlags } from '../flags.ts';
import { readJson } from '../input.ts';
import type { Action } from '../session.ts';
import type { Style } from '../style.ts';
import { sendOptions, tellAccepted } from './send.ts';

export function openAction(given: GivenFlags): Action {
  if (given.file !== undefined) return openFileAction(given.file, given);
  return async (session) => {
    const options = await sendOptions(session, given);
    const line =
      given.json === undefined
        ? null
        : parseOpenObject(new TextDecoder().decode(await readJson(given.json, session.deps.stdin)));
    const body = line?.body ?? { channel: 'hotline', ...bodyOf(OPEN_FLAGS, given) };
    const accepted = await session.aftercare.openCase(session.organisation, body, { ...options, ...line?.options });
    await tellAccepted(session, 'open', accepted);
    return undefined;
  };
}

/** What is told of one line of the file. */
interface LineTold {
  readonly line: number;
  /** `open`, not `opened`: a repeat gets the answer of the first time, so nobody can tell which this is. */
  readonly outcome: 'open' | 'refused' | 'failed';
  readonly caseId?: string;
  readonly errors?: readonly Told[];
}

/** One line of result a line of the file, as they come; as JSON one list at the end. 1 when any case is not open. */
function openFileAction(file: string, given: GivenFlags): Action {
  return async ({ aftercare, organisation, deps, style, say, hint, options, print }) => {
    const source = file === '-' ? deps.stdin : file;
    const counts = { open: 0, refused: 0, failed: 0 };
    const list: LineTold[] = [];
    const by = parseActor(given.by ?? deps.defaultBy);
    for await (const result of openFile(aftercare, organisation, source, { by })) {
      const told = toldLine(result, deps, options.output);
      counts[told.outcome] += 1;
      if (options.output === 'json') list.push(told);
      else print(told, () => lineText(told, style));
    }
    if (options.output === 'json') print(list, () => '');
    say(`${counts.open} open, ${counts.refused} refused, ${counts.failed} failed`);
    if (counts.open > 0) say(`${style.dim('try:')} ${hint('case list')}`);
    if (counts.failed > 0) say('Lines with a reference can be sent again: what was opened stays one case.');
    return counts.refused + counts.failed > 0 ? EXIT.failed : undefined;
  };
}

function toldLine(result: LineResult, deps: CliDeps, format: OutputFormat): LineTold {
  const { line } = result;
  switch (result.outcome) {
    case 'opened':
      return { line, outcome: 'open', caseId: result.accepted.caseId };
    case 'refused':
      return { line, outcome: 'refused', errors: toldRefusals(result.refusals, deps, format) };
    case 'failed':
      return { line, outcome: 'failed', errors: [{ code: 'failed', sentence: result.message, place: '', next: '' }] };
  }
}

function lineText({ line, outcome, caseId, errors = [] }: LineTold, style: Style): string {
  if (caseId !== undefined) return `line ${line}  ${style.good(outcome)}  ${caseId}`;
  return errors
    .map(
      ({ code, sentence, place }) =>
        `line ${line}  ${style.bad(outcome)}  ${code}${place && ` at ${place}`}: ${sentence}`,
    )
    .join('\n');
}
