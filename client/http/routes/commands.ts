import { z } from 'zod';
import { actorOf, type Principal } from '../../../domain/access/principal.ts';
import { type ApiRole, COMMAND_ROLES } from '../../../domain/access/roles.ts';
import { type Actor, COMMAND_TYPES } from '../../../domain/case/commands.ts';
import { refusal } from '../../../domain/case/refusals.ts';
import type { CaseCommandType } from '../../aftercare.ts';
import { refused } from '../../errors.ts';
import { REQUESTS } from '../../requests/bodies.ts';
import { effectiveInstant } from '../../requests/open-line.ts';
import type { Accepted, SendOptions } from '../../send.ts';
import { ProblemError } from '../problem.ts';
import { type Call, type Reply, type RouteSpec, route } from '../route.ts';
import { accepted } from '../schemas/case-view.ts';
import { admitInput, visibleCase } from './case-access.ts';
import { caseParams } from './params.ts';

/** What is said of a command besides its own body. */
const ENVELOPE = {
  effectiveAt: z.union([z.string(), z.number()]).optional().describe('When it took effect, if earlier than now.'),
  by: z.literal('customer').optional().describe('The customer said or did it, and you write it down.'),
};

/** Who takes down what a customer says. */
const SPEAK_FOR_CUSTOMERS: readonly ApiRole[] = ['back-office', 'desk', 'lead', 'technician', 'administrator'];

const CASE_COMMANDS = COMMAND_TYPES.filter((type): type is CaseCommandType => type !== 'OpenCase');

/** `POST /v1/cases/{caseId}/assign-technician` and so on: one for every command. */
export const COMMAND_ROUTES: readonly RouteSpec[] = CASE_COMMANDS.map((type) => {
  const name = type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return route({
    method: 'POST',
    path: `/v1/cases/{caseId}/${name}`,
    operation: `${type[0]?.toLowerCase()}${type.slice(1)}`,
    tag: 'commands',
    summary: `${type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`,
    roles: COMMAND_ROLES[type],
    params: caseParams,
    body: z.strictObject({ ...REQUESTS[type].shape, ...ENVELOPE }),
    reads: 'as-sent',
    conditional: true,
    answers: { 200: { what: 'It is in the ledger of the case.', schema: accepted } },
    handle: async (call) => {
      const { deps, principal, params } = call;
      admitInput(deps, principal, params.caseId);
      if (principal.role === 'technician') await visibleCase(deps, principal, params.caseId);
      const { body, options } = readEnvelope(call);
      return acceptedReply(
        200,
        await deps.aftercare.send(principal.organisationId, params.caseId, type, body, options),
      );
    },
  });
});

/** The command's own body, and how it is sent. */
export function readEnvelope({
  principal,
  body: sent,
  commandId,
  ifMatch,
}: Pick<Call, 'principal' | 'body' | 'commandId' | 'ifMatch'>): {
  readonly body: unknown;
  readonly options: SendOptions;
} {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return { body: sent, options: { by: actorOf(principal), commandId } };
  }
  const { effectiveAt, by, ...body } = sent as Record<string, unknown>;
  return {
    body,
    options: {
      commandId,
      by: whoActs(principal, by),
      ...(effectiveAt === undefined ? {} : { effectiveAtMs: effectiveInstant(effectiveAt) }),
      ...(ifMatch === null ? {} : { ifSeq: seqOf(ifMatch) }),
    },
  };
}

function whoActs(principal: Principal, by: unknown): Actor {
  if (by === undefined) return actorOf(principal);
  if (by !== 'customer') {
    throw refused(refusal('invalid-request', '/by', { detail: 'Write customer, or leave it out.' }));
  }
  if (!SPEAK_FOR_CUSTOMERS.includes(principal.role)) throw new ProblemError('not-allowed');
  return { kind: 'customer' };
}

/** An ETag that no case ever had matches none. */
function seqOf(etag: string): number {
  return /^\d{1,9}$/.test(etag) ? Number(etag) : -1;
}

export function acceptedReply(status: number, { caseId, receipt, view }: Accepted): Reply {
  const { commandId, seq, atMs } = receipt;
  return {
    status,
    headers: { etag: `"${view.seq}"` },
    body: { caseId, receipt: { commandId, seq, atMs }, case: view },
  };
}
