import { createAftercare } from '../../client/aftercare.ts';
import { RefusedError } from '../../client/errors.ts';
import { localDay } from '../../client/requests/local-instant.ts';
import { type Refusal, refusal } from '../../domain/case/refusals.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Script, ScriptRun, ScriptStep } from '../../domain/rehearsal/script.ts';
import type { ServiceReport } from '../../domain/report/report.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import { MINUTE_MS } from '../../domain/shared/time.ts';
import { furnish } from './furnish.ts';
import { type LivedCase, livedCase } from './lived-case.ts';
import type { PrivateEngine } from './private-engine.ts';

/** Lives one script through, in an organisation of its own: no other case touches its technicians. */
export async function liveThrough(
  { temporal, pool, taskQueue }: Pick<PrivateEngine, 'temporal' | 'pool' | 'taskQueue'>,
  policy: PolicyDocument,
  script: Script,
  organisationId: OrganisationId,
  signal: AbortSignal,
): Promise<ScriptRun> {
  const clientAt = (clockOffsetMs: number) => createAftercare({ temporal, pool, taskQueue, clockOffsetMs });
  const client = clientAt(0);
  await client.applyPolicy(organisationId, policy, organisationId);
  await furnish(pool, organisationId, policy, script);

  let lived: LivedCase | null = null;
  const take = async (step: ScriptStep): Promise<void> => {
    const { atMs, by, command, request } = step;
    const options = { by, effectiveAtMs: effectiveAtMs(step, policy) };
    if (command.type === 'OpenCase') {
      const offsetMs = atMs - Date.now();
      const { caseId } = await clientAt(offsetMs).openCase(organisationId, request, options);
      lived ??= livedCase({ temporal, client, organisationId, caseId, offsetMs, signal });
    } else if (lived === null) {
      throw new RefusedError([refusal('not-open')]);
    } else {
      await lived.advance(atMs);
      await client.send(organisationId, lived.caseId, command.type, request, options);
    }
  };
  const refusals: (Refusal | null)[] = [];
  for (const step of script.steps) {
    signal.throwIfAborted();
    refusals.push(await refusalOf(take(step)));
  }
  // Closures hide from the compiler that it may have been set.
  const opened = lived as LivedCase | null;
  const run = { refusals, ...((await opened?.end(script.untilMs)) ?? { events: [], view: null }) };
  if (script.reports === undefined) return run;
  const reports: ServiceReport[] = [];
  for (const { name, atMs } of script.reports) {
    reports.push(await client.report(organisationId, name, localDay(atMs, policy.zone)));
  }
  return { ...run, reports };
}

/**
 * A case's clock runs on while commands travel. Told when each was meant to take effect, the case counts as if it had
 * been there at once; a policy that lets nothing be back-dated is taken at its word.
 */
function effectiveAtMs({ effectiveAtMs, atMs }: ScriptStep, { pinned }: PolicyDocument): number | null {
  return effectiveAtMs ?? (pinned.effectiveBackMs >= MINUTE_MS ? atMs : null);
}

async function refusalOf(taken: Promise<void>): Promise<Refusal | null> {
  try {
    await taken;
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error.refusals[0];
    throw error;
  }
}
