import { refusal } from '../domain/case/refusals.ts';
import type { PolicyDocument } from '../domain/policy/document.ts';
import { dueReport, reportOf, type ServiceReport } from '../domain/report/report.ts';
import { dayStart } from '../domain/report/window.ts';
import type { CivilDate } from '../domain/shared/civil-date.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import { RefusedError, refused, UnavailableError } from './errors.ts';
import type { Start } from './open.ts';
import type { ReportEnds } from './report-gateway.ts';
import type { Parts } from './send.ts';
import { meaningOf } from './temporal-errors.ts';
import { within } from './within.ts';

export interface SentReport {
  readonly report: Pick<ServiceReport, 'name' | 'window'>;
  /** How each mail ended, by person; an earlier run's where one has been. */
  readonly ends: ReportEnds;
}

/** Reports of the active policy. `on` is the day whose reader they are made for; today unless given. */
export interface Reports {
  /** Throws `RefusedError` (`unknown-report`) and `UnavailableError`. */
  report(organisationId: OrganisationId, name: string, on?: CivilDate): Promise<ServiceReport>;
  /** Mails it to whom the policy says; who has that report already gets no other. */
  sendReport(organisationId: OrganisationId, name: string, on?: CivilDate): Promise<SentReport>;
}

/** How long the sender waits for the mails; they go on without it. */
const SENT_WITHIN_MS = 60_000;

export function createReports({ store, gateway, organisations }: Parts, { nowMs, offsetMs }: Start): Reports {
  async function due(organisationId: OrganisationId, name: string, on: CivilDate | undefined) {
    const document = await organisations.activePolicy(organisationId);
    const atMs = on === undefined ? nowMs() + offsetMs : dayStart(document.zone, on);
    const found = dueReport(document, name, atMs);
    if (found === null) throw unknownReport(document, name);
    return { document, atMs, found };
  }

  return {
    report: async (organisationId, name, on) => {
      const { document, found } = await due(organisationId, name, on);
      return reportOf(organisationId, document, found, await store.reportRecords(organisationId, found));
    },

    sendReport: async (organisationId, name, on) => {
      const { atMs, found } = await due(organisationId, name, on);
      const input = { organisationId, name, atMs, clockOffsetMs: offsetMs };
      const run = () => gateway.reports.run(input, found.window.fromDate);
      const ends = await within(SENT_WITHIN_MS, run).catch((error: unknown) => {
        throw unanswered(error, 'The report is under way, but not everybody has it yet.');
      });
      return { report: { name, window: found.window }, ends };
    },
  };
}

/** Gives the reports of a policy their schedules, and takes those of the policy before it away that are no more. */
export async function scheduleReports(
  { gateway, organisations }: Parts,
  { offsetMs }: Start,
  organisationId: OrganisationId,
  document: PolicyDocument,
): Promise<void> {
  const earlier = await organisations.activePolicy(organisationId).catch((error: unknown) => {
    if (error instanceof RefusedError) return null;
    throw error;
  });
  const mailed = document.reports?.mailed ?? {};
  const dropped = Object.keys(earlier?.reports?.mailed ?? {}).filter((name) => mailed[name] === undefined);
  try {
    for (const [name, { every, atMinuteOfDay }] of Object.entries(mailed)) {
      const report = { name, every, atMinuteOfDay, zone: document.zone, clockOffsetMs: offsetMs };
      await gateway.reports.schedule(organisationId, report);
    }
    for (const name of dropped) await gateway.reports.unschedule(organisationId, name);
  } catch (error) {
    throw unanswered(error, 'The engine did not take the schedules of the reports.');
  }
}

function unknownReport({ reports }: PolicyDocument, name: string): RefusedError {
  const known = Object.keys(reports?.mailed ?? {}).join(', ') || 'none';
  return refused(refusal('unknown-report', '', { value: name, known }));
}

function unanswered(error: unknown, sentence: string): unknown {
  return meaningOf(error).kind === 'try-again' ? new UnavailableError(sentence, null, error) : error;
}
