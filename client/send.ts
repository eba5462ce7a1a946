import type { Actor, CommandType } from '../domain/case/commands.ts';
import { refusal } from '../domain/case/refusals.ts';
import type { Receipt } from '../domain/case/state.ts';
import type { CaseView } from '../domain/case/view.ts';
import type { CaseId, CommandId, OrganisationId } from '../domain/shared/ids.ts';
import type { Answer } from '../workflows/messages.ts';
import { toCommand } from './command.ts';
import { NotAllowedError, RefusedError, refused, refusedByCase, UnavailableError } from './errors.ts';
import { fingerprintOf } from './fingerprint.ts';
import { findInLater } from './found.ts';
import type { Gateway } from './gateway.ts';
import type { Lanes } from './lanes.ts';
import type { Organisations, Tenant } from './organisations.ts';
import { parseCommandId, parseRequest } from './requests/parse.ts';
import { type Patience, retry } from './retry.ts';
import { createSeal } from './seal.ts';
import type { Store } from './store.ts';
import { meaningOf } from './temporal-errors.ts';
import { within } from './within.ts';

/** All that the sending of commands stands on; `aftercare.ts` gives the real ones. */
export interface Parts {
  readonly store: Store;
  readonly gateway: Gateway;
  readonly organisations: Organisations;
  readonly lanes: Lanes;
  readonly newCommandId: () => CommandId;
  /** Started anew for each command; the deadline counts the time spent in the queue. */
  readonly patience: () => Patience;
}

export interface SendOptions {
  readonly by: Actor;
  /** Given by whoever may send again: the same id and body is the same command. Made up when absent. */
  readonly commandId?: CommandId;
  readonly effectiveAtMs?: number | null;
  /** Only if the case has not changed since its view of this `seq` was read. */
  readonly ifSeq?: number;
}

/** An accepted command: its lasting receipt and the case that results. */
export interface Accepted {
  readonly caseId: CaseId;
  readonly receipt: Receipt;
  readonly view: CaseView;
}

/** How long a look into Postgres may hold up a command that can do without it. */
const LOOK_WITHIN_MS = 1_500;

/**
 * Sends one command to an open case and waits until history holds it. Throws `RefusedError`, `UnavailableError` (the
 * same id may be sent again) and `NotAllowedError`; a fault of ours is thrown as it is.
 */
export async function sendCommand(
  parts: Parts,
  organisationId: OrganisationId,
  caseId: CaseId,
  type: Exclude<CommandType, 'OpenCase'>,
  body: unknown,
  { by, effectiveAtMs = null, commandId: givenId, ifSeq }: SendOptions,
): Promise<Accepted> {
  const parsed = parseRequest(type, body);
  const commandId = givenId === undefined ? parts.newCommandId() : parseCommandId(givenId);
  if ('refusals' in parsed) throw new RefusedError(parsed.refusals);
  const tenant = await parts.organisations.tenant(organisationId);
  const { type: _type, ...meant } = parsed.request;
  const fingerprint = fingerprintOf(tenant.vaultKey, { type, by, effectiveAtMs, body: meant });

  // Only an id that somebody gave can have been used before the workflow's memory begins.
  const earlier = givenId === undefined ? null : await earlierAnswer(parts, tenant, caseId, commandId);
  if (earlier) return agreed(earlier, caseId, commandId, fingerprint);

  const seal = createSeal(tenant.vaultKey, caseId, commandId, fingerprint);
  const found = await findInLater(parts, tenant, caseId, parsed.request);
  const command = toCommand(
    parsed.request,
    { id: commandId, fingerprint, by, effectiveAtMs, ...(ifSeq === undefined ? {} : { ifSeq }) },
    seal,
    found,
  );
  const patience = parts.patience();
  return parts.lanes(`${organisationId}/${caseId}`, async () => {
    const answer = await execute(
      patience,
      commandId,
      async (leftMs) => {
        await seal.deliver(parts.store, organisationId);
        return parts.gateway.send(organisationId, caseId, command, leftMs);
      },
      () => answerWithoutCase(parts, tenant, caseId, commandId),
    );
    return agreed(answer, caseId, commandId, fingerprint);
  });
}

/** Retries what may heal, and turns what Temporal says into what the sender needs to know. */
export async function execute(
  patience: Patience,
  commandId: CommandId,
  call: (leftMs: number) => Promise<Answer>,
  withoutCase: () => Promise<Answer | 'running'>,
): Promise<Answer> {
  try {
    return await retry(patience, mayHeal, async (leftMs) => {
      try {
        return await call(leftMs);
      } catch (error) {
        if (meaningOf(error).kind !== 'no-case') throw error;
        // A run that just continued as new forgets its update ids; asked again it finds its receipt.
        const answer = await withoutCase();
        if (answer === 'running') throw new UnavailableError('The case is changing runs.', commandId, error);
        return answer;
      }
    });
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning.kind === 'refused') throw refusedByCase(meaning.refusal);
    if (meaning.kind === 'not-allowed')
      throw new NotAllowedError('The engine refused our credentials.', { cause: error });
    if (meaning.kind === 'try-again')
      throw new UnavailableError('The engine did not answer in time.', commandId, error);
    throw error;
  }
}

function mayHeal(error: unknown): boolean {
  return error instanceof UnavailableError || meaningOf(error).kind === 'try-again';
}

/** The answer of a receipt that the workflow may have forgotten; null when there is none or Postgres can't say. */
async function earlierAnswer(
  parts: Parts,
  tenant: Tenant,
  caseId: CaseId,
  commandId: CommandId,
): Promise<Answer | null> {
  try {
    return await within(LOOK_WITHIN_MS, async () => {
      const receipt = await parts.store.findReceipt(tenant.id, caseId, commandId);
      const view = receipt && (await parts.store.findCase(tenant.id, caseId));
      return receipt && view ? { receipt, view } : null;
    });
  } catch {
    return null;
  }
}

/** No run takes this command: it was recorded before the case closed, or the case is closed, or there is none. */
async function answerWithoutCase(
  parts: Parts,
  tenant: Tenant,
  caseId: CaseId,
  commandId: CommandId,
): Promise<Answer | 'running'> {
  const earlier = await earlierAnswer(parts, tenant, caseId, commandId);
  if (earlier) return earlier;
  const standing = await parts.gateway.standing(tenant.id, caseId, LOOK_WITHIN_MS);
  if (standing === 'running') return 'running';
  const closed = standing === 'closed' || (await parts.store.findCase(tenant.id, caseId)) !== null;
  throw refused(closed ? refusal('case-closed') : refusal('unknown-case', '', { caseId }));
}

/** The engine gives the first answer to a repeated id without comparing bodies, so we do. */
function agreed(answer: Answer, caseId: CaseId, commandId: CommandId, fingerprint: string): Accepted {
  if (answer.receipt.fingerprint !== fingerprint) throw refused(refusal('command-id-reused', '', { commandId }));
  return { caseId, ...answer };
}
