import type { MessageOutcome } from '../../domain/case/commands.ts';
import type { PersonId } from '../../domain/policy/pinned.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';

/** A report of an organisation as it stood at a moment of its cases' clock. */
export interface ReportRequest {
  readonly organisationId: OrganisationId;
  /** As the policy calls it. */
  readonly name: string;
  readonly atMs: number;
}

/** Who is to get a report, by the policy that is active. */
export interface ReportOrders {
  readonly policyVersion: string;
  readonly personIds: readonly PersonId[];
}

export interface ReportSend extends ReportRequest {
  readonly policyVersion: string;
  readonly personId: PersonId;
  /** Of the cases' clock against the engine's. */
  readonly clockOffsetMs: number;
}

/** Every one may be repeated without harm. */
export interface ReportActivities {
  /** Null when the policy has no such report any more. */
  planReport(request: ReportRequest): Promise<ReportOrders | null>;
}
export interface ReportMailActivities {
  /** Works the report out anew, and mails it once. */
  sendReport(send: ReportSend): Promise<MessageOutcome>;
}
