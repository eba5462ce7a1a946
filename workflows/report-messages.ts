import type { OrganisationId } from '../domain/shared/ids.ts';

/** What a report's workflow is started with. Nothing personal. */
export interface ServiceReportInput {
  readonly organisationId: OrganisationId;
  /** As the policy calls it. */
  readonly name: string;
  /** On the clock of the cases; null means when the schedule was due. */
  readonly atMs: number | null;
  /** Of the cases' clock against the engine's; 0 but in rehearsals and demos. */
  readonly clockOffsetMs: number;
}

export const SERVICE_REPORT = 'serviceReport';

/** Of a schedule, and the beginning of the ids of its workflows. */
export function reportScheduleId(organisationId: OrganisationId, name: string): string {
  return `report:${organisationId}:${name}`;
}
