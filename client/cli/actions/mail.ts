import { HOUR_MS } from '../../../domain/shared/time.ts';
import { RefusedError } from '../../errors.ts';
import { MAIL_LONGEST_BYTES } from '../../inbound/read-mail.ts';
import { type CliDeps, type CommonOptions, EXIT, type ExitCode } from '../deps.ts';
import { type Action, inSession } from '../session.ts';

export function mailSecretAction(overlapHours: number): Action {
  return async (session) => {
    const { aftercare, organisation } = session;
    const secret = await aftercare.newMailSecret(organisation, overlapHours * HOUR_MS);
    session.print({ secret }, () => secret);
    session.say('Keep it now: it is not shown again, and only a hash of it is stored.');
    return undefined;
  };
}

/**
 * Takes in one mail. Mail servers give a mail back to its sender on any exit code but that of "try again later", so only
 * what will never be taken is refused.
 */
export async function receiveFromPipe(deps: CliDeps, options: CommonOptions): Promise<ExitCode> {
  let refused = false;
  const receive: Action = async (session) => {
    try {
      const raw = await bytesOf(deps.stdin);
      const received = await session.aftercare.receiveMail(session.organisation, raw);
      session.print(received, () =>
        [received.id, received.state, received.caseId].filter((one) => one !== null).join('  '),
      );
      return undefined;
    } catch (error) {
      refused = error instanceof RefusedError;
      throw error;
    }
  };
  const code = await inSession(deps, options, receive);
  if (code === EXIT.ok) return code;
  return refused ? EXIT.badData : EXIT.tryLater;
}

/** Never more than one byte too many. */
async function bytesOf(stdin: CliDeps['stdin']): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > MAIL_LONGEST_BYTES) break;
  }
  return Buffer.concat(chunks);
}
