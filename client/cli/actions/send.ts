import type { CaseId } from '../../../domain/shared/ids.ts';
import { effectiveInstant } from '../../requests/open-line.ts';
import { parseActor } from '../../requests/parse.ts';
import type { Accepted, SendOptions } from '../../send.ts';
import type { CaseCommandSpec, FlagSpec } from '../case-flags.ts';
import { bodyOf, type GivenFlags, type SendFlags } from '../flags.ts';
import { readJson } from '../input.ts';
import { nextCommands } from '../next-command.ts';
import { stepOwner } from '../people.ts';
import type { Action, Session } from '../session.ts';
import { when } from '../time.ts';
import { isLocalTime, typedInstant } from '../time-input.ts';

export function sendAction(spec: CaseCommandSpec, caseId: CaseId, given: GivenFlags): Action {
  return async (session) => {
    const body = given.json === undefined ? bodyOf(spec.flags, given) : await readJson(given.json, session.deps.stdin);
    const timed =
      given.json === undefined ? await withTimes(session, spec.flags, body as Record<string, unknown>) : body;
    const options = await sendOptions(session, given);
    const accepted = await session.aftercare.send(session.organisation, caseId, spec.type, timed, options);
    await tellAccepted(session, `${spec.name} recorded`, accepted);
    return undefined;
  };
}

export async function sendOptions(session: Session, { by, commandId, at }: SendFlags): Promise<SendOptions> {
  const effectiveAtMs = at === undefined ? null : await timeOf(session, at, '/effectiveAt');
  return {
    by: parseActor(by ?? session.deps.defaultBy),
    effectiveAtMs,
    ...(commandId === undefined ? {} : { commandId }),
  };
}

/** What became of the case, on stdout; what to do next, on stderr. */
export async function tellAccepted(session: Session, what: string, accepted: Accepted): Promise<void> {
  const { names, times, style } = await session.frame(accepted.view);
  const { view } = accepted;
  session.print(accepted, () => {
    const step = view.nextStep;
    const next =
      step === null
        ? ''
        : `; next: ${step.what} by ${stepOwner(step, names)}${step.byMs === null ? '' : `, ${when(step.byMs, times)}`}`;
    const where = view.stage === 'closed' ? `closed: ${view.outcome}` : `in ${view.stage}`;
    return `${style.bold(accepted.caseId)}  ${style.good(what)}, now ${where}${next}`;
  });
  session.say(
    nextCommands(view, session.deps)
      .map((line) => `${style.dim('try:')} ${line}`)
      .join('\n'),
  );
}

/** Local times become instants of the policy's zone; the end of an appointment is on the day of its start. */
async function withTimes(session: Session, flags: readonly FlagSpec[], body: Record<string, unknown>) {
  const timed = flags.filter(({ kind, field }) => kind === 'time' && typeof body[field] === 'string');
  if (!timed.some(({ field }) => isLocalTime(String(body[field])))) return body;
  const { times } = await session.frame();
  const result = { ...body };
  for (const { field } of timed) {
    const day = typeof result.start === 'number' ? result.start : times.nowMs;
    result[field] = typedInstant(String(body[field]), `/${field}`, times, day);
  }
  return result;
}

async function timeOf(session: Session, text: string, place: string): Promise<number> {
  return isLocalTime(text) ? typedInstant(text, place, (await session.frame()).times) : effectiveInstant(text);
}
