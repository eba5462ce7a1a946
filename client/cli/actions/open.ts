import { openFile, parseOpenObject } from '../../open-file.ts';
import { parseActor } from '../../requests/parse.ts';
import { toldRefusals } from '../advice.ts';
import { OPEN_FLAGS } from '../case-commands.ts';
import { EXIT } from '../deps.ts';
import { bodyOf, type GivenFlags } from '../flags.ts';
import { readJson } from '../input.ts';
import type { Action } from '../session.ts';
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

/** One line of result a line of the file, as they come; 1 when any was not opened. */
function openFileAction(file: string, given: GivenFlags): Action {
  return async ({ aftercare, organisation, deps, style, say, hint, options }) => {
    const source = file === '-' ? deps.stdin : file;
    const counts = { opened: 0, refused: 0, failed: 0 };
    for await (const result of openFile(aftercare, organisation, source, {
      by: parseActor(given.by ?? deps.defaultBy),
    })) {
      counts[result.outcome] += 1;
      const told =
        result.outcome === 'opened'
          ? { caseId: result.accepted.caseId }
          : {
              errors:
                result.outcome === 'refused'
                  ? toldRefusals(result.refusals, deps, options.output)
                  : [{ code: 'failed', sentence: result.message, place: '' }],
            };
      if (options.output !== 'text') {
        deps.stdout.write(`${JSON.stringify({ line: result.line, outcome: result.outcome, ...told })}\n`);
      } else if ('caseId' in told) {
        deps.stdout.write(`line ${result.line}  ${style.good('opened')}  ${told.caseId}\n`);
      } else {
        for (const { code, sentence, place } of told.errors) {
          deps.stdout.write(
            `line ${result.line}  ${style.bad(result.outcome)}  ${code}${place && ` at ${place}`}: ${sentence}\n`,
          );
        }
      }
    }
    say(`${counts.opened} opened, ${counts.refused} refused, ${counts.failed} failed`);
    if (counts.opened > 0) say(`${style.dim('try:')} ${hint('case list')}`);
    if (counts.failed > 0) say('Lines with a reference can be sent again: what was opened stays one case.');
    return counts.refused + counts.failed > 0 ? EXIT.failed : undefined;
  };
}
