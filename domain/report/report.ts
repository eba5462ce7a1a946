import type { PolicyDocument } from '../policy/document.ts';
import type { OrganisationId } from '../shared/ids.ts';
import type { CaseLedger, FiledReport } from './ledger.ts';
import type { ReportDefinition, ReportPlan, ReportSection } from './plan.ts';
import { type Indicator, indicators } from './sections/indicators.ts';
import { type KeptLimit, limits } from './sections/limits.ts';
import { certificates, type EndingCertificate, type TechnicianRow, technicians } from './sections/people.ts';
import { catalogue, type ProductProblems, type Recurrence, recurring } from './sections/problems.ts';
import { calls, enquiries, type Requests, requests, type Tally } from './sections/volume.ts';
import { periodStarts, type ReportWindow, windowsAt } from './window.ts';

/** What a report says, by section; a section that the policy does not ask for is absent. Ids only, nobody's name. */
export interface ServiceReport {
  readonly organisationId: OrganisationId;
  readonly name: string;
  readonly policyVersion: string;
  readonly window: ReportWindow;
  readonly calls?: Tally;
  readonly enquiries?: Tally;
  readonly requests?: Requests;
  readonly indicators?: readonly Indicator[];
  readonly limits?: readonly KeptLimit[];
  readonly recurring?: readonly Recurrence[];
  readonly catalogue?: readonly ProductProblems[];
  readonly technicians?: readonly TechnicianRow[];
  readonly certificates?: readonly EndingCertificate[];
}

/** A report that a policy has, and the windows it is about at a moment. */
export interface DueReport {
  readonly name: string;
  readonly definition: ReportDefinition;
  readonly plan: ReportPlan;
  readonly window: ReportWindow;
  readonly before: ReportWindow;
  /** How far back the problems are looked at. */
  readonly problemsFromMs: number;
}

/** What is on record: cases that lived in both windows, reports filed in the year before their end. */
export interface ReportRecords {
  readonly ledgers: readonly CaseLedger[];
  readonly filed: readonly FiledReport[];
}

/** The report of that name as it stands at `atMs`, or null when the policy has none. */
export function dueReport(document: PolicyDocument, name: string, atMs: number): DueReport | null {
  const plan = document.reports;
  const definition = plan?.mailed[name];
  if (plan === undefined || definition === undefined) return null;
  const windows = windowsAt(definition.every, document.zone, atMs);
  return { name, definition, plan, ...windows, problemsFromMs: periodStarts(document.zone, windows.window).year };
}

export function reportOf(
  organisationId: OrganisationId,
  document: PolicyDocument,
  { name, definition, plan, window, before }: DueReport,
  { ledgers, filed }: ReportRecords,
): ServiceReport {
  const windows = { window, before };
  const { pinned, version, zone } = document;
  const sections: { readonly [S in ReportSection]: () => ServiceReport[S] } = {
    calls: () => calls(ledgers, windows),
    enquiries: () => enquiries(ledgers, windows),
    requests: () => requests(ledgers, windows),
    indicators: () => indicators(ledgers, windows, plan.targets),
    limits: () =>
      limits(
        ledgers,
        window,
        pinned.clocks.map(({ id }) => id),
      ),
    recurring: () => recurring(filed, window, periodStarts(zone, window), plan),
    catalogue: () => catalogue(filed),
    technicians: () => technicians(ledgers, window),
    certificates: () => certificates(pinned.people, window, plan.certificateDays),
  };
  const told = definition.sections.map((section) => [section, sections[section]()]);
  return { organisationId, name, policyVersion: version, window, ...Object.fromEntries(told) };
}
