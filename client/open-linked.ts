import type { LinkedCaseAnswer, LinkedCaseRequest } from '../domain/case/linked-case.ts';
import type { FactName } from '../domain/policy/vocabulary.ts';
import type { VaultId } from '../domain/shared/ids.ts';
import { type AftercareOptions, createAftercare } from './aftercare.ts';
import { RefusedError } from './errors.ts';
import { namedBy } from './registers/named.ts';
import { createStore } from './store.ts';

/** What was said of the first request, and is not of the next. */
const OF_THE_REQUEST: readonly FactName[] = ['fault-description', 'wish', 'fault', 'part', 'wished-by', 'special-wish'];

/**
 * Opens it as anybody would: texts are read out of the vault and sealed anew under the new case, so that erasing one case
 * leaves the other whole. The reference is its cause, so it may be asked for again. A refusal is answered by its code;
 * everything else is thrown, to be tried again.
 */
export async function openLinkedCase(
  options: Omit<AftercareOptions, 'clockOffsetMs'>,
  request: LinkedCaseRequest,
): Promise<LinkedCaseAnswer> {
  const { organisationId, caseId, linked, locale, tier, clockOffsetMs } = request;
  const body = {
    source: 'care',
    reference: `${caseId}/${linked.because}-${linked.ordinal}`,
    channel: 'back-office',
    kind: linked.kind,
    tier,
    locale,
    facts: await factsOf(options, request),
    ...(await namedBy(createStore(options.pool), organisationId, caseId)),
  };
  try {
    const opened = await createAftercare({ ...options, clockOffsetMs }).openCase(organisationId, body, {
      by: { kind: 'back-office', system: 'care' },
    });
    return { caseId: opened.caseId };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const [{ code, params }] = error.refusals;
    // The reference is the cause: what has it already is the very case, whoever was in the register then.
    return code === 'unit-in-care' || code === 'reference-reused' ? { caseId: String(params.caseId) } : { code };
  }
}

async function factsOf(
  { pool }: Pick<AftercareOptions, 'pool'>,
  { organisationId, facts, noteId }: LinkedCaseRequest,
): Promise<Partial<Record<FactName, string>>> {
  const known = Object.entries(facts).filter(([name]) => !OF_THE_REQUEST.includes(name as FactName));
  const ids = [...known.flatMap(([, fact]) => ('vaultId' in fact ? [fact.vaultId] : [])), ...(noteId ? [noteId] : [])];
  const texts = await createStore(pool).readVault(organisationId, ids);
  const text = (id: VaultId) => {
    const entry = texts[id];
    return entry?.kind === 'text' ? entry.content : undefined;
  };
  const copied = known.map(([name, fact]) => [name, 'value' in fact ? fact.value : text(fact.vaultId)]);
  const told = noteId === null ? [] : [['fault-description', text(noteId)]];
  return Object.fromEntries([...copied, ...told].filter(([, content]) => content !== undefined));
}
