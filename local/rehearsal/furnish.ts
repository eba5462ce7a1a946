import type pg from 'pg';
import { commitBatch } from '../../database/journal.ts';
import { reserveSlot } from '../../database/slots.ts';
import { merge } from '../../domain/calendar/spans.ts';
import type { Command } from '../../domain/case/commands.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Script } from '../../domain/rehearsal/script.ts';
import { VirtualCase } from '../../domain/rehearsal/virtual-case.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import type { Span } from '../../domain/shared/time.ts';
import { furnishCases } from './furnish-cases.ts';
import { furnishUnit } from './furnish-unit.ts';

/** Puts the world of a script into the database of its organisation: the cases that others carry, the time that is taken. */
export async function furnish(
  pool: pg.Pool,
  organisationId: OrganisationId,
  policy: PolicyDocument,
  script: Script,
): Promise<void> {
  const { steps, world } = script;
  const [opening] = steps;
  if (opening === undefined) return;
  const carried = Object.entries(world.openCases).flatMap(([personId, count]) => Array<string>(count).fill(personId));
  if (carried.length > 0 || world.repairs !== undefined || world.cases !== undefined) {
    const twin = new VirtualCase(policy, opening.atMs, { organisationId });
    const { by, effectiveAtMs, command } = opening;
    // What is refused needs no world.
    if (twin.give({ ...command, id: 'twin', fingerprint: 'twin', by, effectiveAtMs } as Command) !== null) return;
    await furnishUnit(pool, organisationId, script, twin.view());
    await furnishCases(pool, policy, script, twin.view());
    for (const [index, technicianId] of carried.entries()) {
      const caseId = `C-CARRIED-${index}`;
      const view = { ...twin.view(), caseId, technicianId };
      await commitBatch(pool, { organisationId, caseId, view, events: [], messages: [], receipts: [], vaultIds: [] });
    }
  }
  for (const technicianId of new Set(world.taken.map((slot) => slot.technicianId))) {
    const slots = world.taken.filter((slot) => slot.technicianId === technicianId);
    // Two that overlap could not both be reserved.
    const spans = merge(slots.map(({ startMs, endMs }): Span => [startMs, endMs]));
    for (const [startMs, endMs] of spans) {
      const caseId = `C-TAKEN-${technicianId}-${startMs}`;
      await reserveSlot(pool, { organisationId, caseId, technicianId, revision: 1, startMs, endMs });
    }
  }
}
