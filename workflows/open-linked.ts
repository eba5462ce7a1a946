import { proxyActivities } from '@temporalio/workflow';
import type { CaseActivities } from '../activities/ports.ts';
import type { EngineCommand } from '../domain/case/commands.ts';
import type { OpenCaseEffect } from '../domain/case/effects.ts';
import { LINK_OPTIONS } from './activity-options.ts';
import { type Cell, openState } from './live-case.ts';

/** Opens another case for the same customer and unit; asked for again it is the same one. */
export async function openLinked(cell: Cell, { linked, noteId }: OpenCaseEffect): Promise<EngineCommand> {
  const { organisationId, caseId, clockOffsetMs } = cell.input;
  const { facts, locale, tier } = openState(cell);
  const options = { ...LINK_OPTIONS, summary: `open ${linked.kind}: ${linked.because}` };
  const came = await proxyActivities<CaseActivities>(LINK_OPTIONS).openLinkedCase.executeWithOptions(options, [
    { organisationId, caseId, clockOffsetMs, linked, noteId, facts, locale, tier },
  ]);
  return { type: 'RecordLinkedCase', linked, came };
}
