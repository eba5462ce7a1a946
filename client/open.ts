import { DAYS_BEHIND } from '../domain/calendar/expand.ts';
import { expandPolicy } from '../domain/calendar/expand-policy.ts';
import type { ExpandedCalendars } from '../domain/calendar/expanded.ts';
import type { CaseContext } from '../domain/case/context.ts';
import { decide } from '../domain/case/decide.ts';
import { viewOf } from '../domain/case/project.ts';
import { refusal } from '../domain/case/refusals.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import { type CaseId, isCareId, type OrganisationId } from '../domain/shared/ids.ts';
import type { Answer, ServiceCaseInput } from '../workflows/messages.ts';
import { toCommand } from './command.ts';
import { RefusedError, refused, refusedByCase } from './errors.ts';
import { careIdOf, caseIdOf, fingerprintOf } from './fingerprint.ts';
import { findIn } from './found.ts';
import type { Tenant } from './organisations.ts';
import { fillFromRegister } from './registers/named.ts';
import type { RequestOf } from './requests/bodies.ts';
import { parseCommandId, parseRequest } from './requests/parse.ts';
import { createSeal } from './seal.ts';
import { type Accepted, execute, type Parts, type SendOptions } from './send.ts';

/** How far a case can see its calendars before an activity renews them. */
const CALENDAR_DAYS = 90;
/** Then a run continues as new, so that its history stays short. */
const COMMANDS_PER_RUN = 1_000;

/** What a case is started with and keeps for life. */
export interface Start {
  /** The wall's time, asked for at opening only. */
  readonly nowMs: () => number;
  /** Of the case's clock; 0 but in rehearsals and demos. */
  readonly offsetMs: number;
  /** 1,000 unless told. */
  readonly commandsPerRun?: number;
}

interface Opening {
  readonly tenant: Tenant;
  readonly caseId: CaseId;
  readonly fingerprint: string;
  readonly reference: string;
  readonly request: RequestOf<'OpenCase'>;
  /** Whom and what it is for, where the register has them. */
  readonly customerId: string | null;
  readonly unitId: string | null;
}

/**
 * Opens a case, or finds the one that the same request opened before. The case's id comes from source and reference, so
 * the same request sent twice at once meets in one workflow; a refused opening starts nothing. Throws as `sendCommand`.
 */
export async function openCase(
  parts: Parts,
  start: Start,
  organisationId: OrganisationId,
  raw: unknown,
  { by, effectiveAtMs = null, commandId }: SendOptions,
): Promise<Accepted> {
  const parsed = parseRequest('OpenCase', raw);
  if ('refusals' in parsed) throw new RefusedError(parsed.refusals);
  const reference = parsed.request.reference ?? parseCommandId(commandId ?? parts.newCommandId());
  const document = await parts.organisations.activePolicy(organisationId);
  const tenant = await parts.organisations.tenant(organisationId);
  const { request, ...named } = await fillFromRegister(parts.store, organisationId, parsed.request);
  const { source, facts } = request;
  const caseId =
    (request.kind ?? document.pinned.defaultKind) === 'care'
      ? careIdOf(tenant.vaultKey, facts['serial-number'], source, reference)
      : caseIdOf(tenant.vaultKey, source, reference);
  // As it was sent: what the register says may have changed by the time it is sent again.
  const { type, ...meant } = parsed.request;
  const body = { ...meant, tier: meant.tier ?? 'standard', reference };
  const fingerprint = fingerprintOf(tenant.vaultKey, { type, by, effectiveAtMs, body });
  const opening: Opening = { tenant, caseId, fingerprint, reference, request, ...named };

  // One id for every opening of a case: the engine then answers a second one as a repeat, never as a new command.
  const id = `open:${caseId}`;
  const seal = createSeal(tenant.vaultKey, caseId, id, fingerprint);
  const found = await findIn(parts, tenant, document, request.facts);
  const command = toCommand(request, { id, fingerprint, by, effectiveAtMs }, seal, found);
  const input = startInput(opening, document, start);
  const context = contextOf(input, start);
  const decision = decide(null, command, context);
  if (decision.kind === 'refused') {
    // A refused request takes no reference; one that was opened under an earlier policy keeps its answer.
    const opened = await openedBefore(parts, opening);
    if (opened) return opened;
    throw refusedByCase(decision.refusal);
  }
  if (decision.kind === 'repeated') throw new Error('nothing was opened that could be repeated');
  const expected = viewOf(decision.progress.state, context);
  const before = await claim(parts, opening);
  if (before) return before;

  const answer = await parts
    .lanes(`${organisationId}/${caseId}`, () =>
      execute(
        parts.patience(),
        id,
        async (leftMs) => {
          await seal.deliver(parts.store, organisationId);
          return parts.gateway.open(input, command, expected, leftMs);
        },
        () => closedAnswer(parts, opening),
      ),
    )
    .catch((error: unknown) => {
      const open = error instanceof RefusedError && error.refusals[0].code === 'already-open';
      throw open ? reused(opening) : error;
    });
  if (answer.receipt.fingerprint !== fingerprint) throw reused(opening);
  return { caseId, ...answer };
}

/**
 * Takes the reference for this request; gives the case when this very request opened it before. Only the receipt of an
 * opening says whose it was: a reference may have been taken by a request that never got its case open, and while the
 * journal lags the engine itself refuses a second one.
 */
async function claim(parts: Parts, opening: Opening): Promise<Accepted | null> {
  const { tenant, request, caseId, reference, customerId, unitId } = opening;
  const held = await parts.store.claimReference({
    organisationId: tenant.id,
    source: request.source,
    reference,
    caseId,
    customerId,
    unitId,
  });
  if (held.claimed) return null;
  // The case before its receipt: both come with one commit, which may fall between two looks.
  const journalled = await parts.store.findCase(tenant.id, caseId);
  const opened = await openedBefore(parts, opening);
  if (opened) return opened;
  if (journalled) throw reused(opening);
  return null;
}

/** The answer this very request got when it opened the case. */
async function openedBefore(parts: Parts, { tenant, caseId, fingerprint }: Opening): Promise<Accepted | null> {
  const receipt = await parts.store.findReceipt(tenant.id, caseId, `open:${caseId}`);
  const view = receipt?.fingerprint === fingerprint ? await parts.store.findCase(tenant.id, caseId) : null;
  return receipt && view ? { caseId, receipt, view } : null;
}

/** The id was used up: this request opened it and the case is closed by now, or another request did. */
async function closedAnswer(parts: Parts, opening: Opening): Promise<Answer> {
  const { tenant, caseId } = opening;
  const receipt = await parts.store.findReceipt(tenant.id, caseId, `open:${caseId}`);
  const view = receipt && (await parts.store.findCase(tenant.id, caseId));
  if (!receipt || !view) throw refused(refusal('case-closed'));
  return { receipt, view };
}

function reused({ request, caseId, reference }: Opening): RefusedError {
  if (isCareId(caseId) && request.facts['serial-number'] !== undefined) {
    return refused(refusal('unit-in-care', '/facts/serial-number', { caseId }));
  }
  return refused(
    request.reference === null
      ? refusal('command-id-reused', '', { commandId: reference })
      : refusal('reference-reused', '/reference', { reference, caseId }),
  );
}

function startInput({ tenant, caseId }: Opening, document: PolicyDocument, start: Start): ServiceCaseInput {
  const fromMs = start.nowMs() + start.offsetMs;
  return {
    organisationId: tenant.id,
    caseId,
    policy: document.pinned,
    calendars: calendarsFrom(document, fromMs),
    clockOffsetMs: start.offsetMs,
    commandsPerRun: start.commandsPerRun ?? COMMANDS_PER_RUN,
    state: null,
  };
}

const expanded = new WeakMap<PolicyDocument, ExpandedCalendars>();

/** Zones are slow to work out; cases that are opened on one day see the same calendars. */
function calendarsFrom(document: PolicyDocument, fromMs: number): ExpandedCalendars {
  const known = expanded.get(document);
  if (known !== undefined && isDayOf(known, fromMs)) return known;
  const calendars = expandPolicy(document, fromMs, CALENDAR_DAYS);
  expanded.set(document, calendars);
  return calendars;
}

function isDayOf({ dayStartsMs }: ExpandedCalendars, atMs: number): boolean {
  const [beginMs = 0, endMs = 0] = dayStartsMs.slice(DAYS_BEHIND);
  return beginMs <= atMs && atMs < endMs;
}

function contextOf({ organisationId, caseId, policy, calendars }: ServiceCaseInput, start: Start): CaseContext {
  return { organisationId, caseId, policy, calendars, nowMs: start.nowMs() + start.offsetMs };
}
