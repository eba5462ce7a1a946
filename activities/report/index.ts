import { activePolicy } from '../../database/policies.ts';
import { dueReport } from '../../domain/report/report.ts';
import type { SendDeps } from '../notify/attempt.ts';
import type { ReportActivities } from './ports.ts';

export function createReportActivities({ pool }: Pick<SendDeps, 'pool'>): ReportActivities {
  return {
    planReport: async ({ organisationId, name, atMs }) => {
      const document = await activePolicy(pool, organisationId);
      const due = document && dueReport(document, name, atMs);
      if (!due) return null;
      const roles = due.definition.to.map(({ role }) => role);
      const people = document.pinned.people.filter((person) => person.roles.some((role) => roles.includes(role)));
      return { policyVersion: document.version, personIds: people.map(({ id }) => id) };
    },
  };
}
