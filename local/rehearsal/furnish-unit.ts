import type pg from 'pg';
import { unitKeyOf } from '../../client/fingerprint.ts';
import { commitBatch } from '../../database/journal.ts';
import { findOrganisation } from '../../database/organisations.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { Script } from '../../domain/rehearsal/script.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';

/** Puts a former case into the journal that did to the unit what the world of a script says. */
export async function furnishUnit(
  pool: pg.Pool,
  organisationId: OrganisationId,
  { steps, world }: Script,
  like: CaseView,
): Promise<void> {
  const serial = steps.map(({ request }) => serialIn(request)).find((number) => number !== null);
  const organisation = await findOrganisation(pool, organisationId);
  if (world.repairs === undefined || serial == null || organisation === null) return;
  const unitKey = unitKeyOf(organisation.vaultKey, serial);
  const caseId = 'C-FORMER';
  const events = world.repairs.map((repair, index): CaseEvent => {
    const atMs = Date.parse(repair.on);
    const stamp = { seq: index + 1, atMs, recordedAtMs: atMs, by: { kind: 'engine' }, commandId: null } as const;
    return { type: 'UnitRepaired', unitKey, ...repair, ...stamp };
  });
  const view: CaseView = { ...like, caseId, technicianId: null, stage: 'closed', outcome: 'completed' };
  await commitBatch(pool, { organisationId, caseId, view, events, messages: [], receipts: [], vaultIds: [] });
}

function serialIn(request: unknown): string | null {
  const serial = (request as { facts?: { 'serial-number'?: unknown } } | null)?.facts?.['serial-number'];
  return typeof serial === 'string' ? serial : null;
}
