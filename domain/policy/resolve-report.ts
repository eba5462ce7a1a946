import type { ReportDefinition, ReportPlan } from '../report/plan.ts';
import { DAY_MS } from '../shared/time.ts';
import type { Recipient } from './pinned.ts';
import type { SourceReports } from './schema-report.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The reports of a policy that was found without faults. */
export function reportPlanOf({ mailed, targets, recurring, certificates = 0 }: SourceReports): ReportPlan {
  const { satisfaction, response, resolved, handled } = targets;
  return {
    mailed: Object.fromEntries(
      Object.entries(mailed).map(([name, { every, at, to, of }]): [string, ReportDefinition] => [
        name,
        {
          every: every === 'month' ? every : { weekday: WEEKDAYS.indexOf(every) },
          atMinuteOfDay: at,
          to: to.filter((one): one is Extract<Recipient, { kind: 'role' }> => one.kind === 'role'),
          sections: of,
        },
      ]),
    ),
    targets: {
      ...(satisfaction !== undefined && { satisfaction }),
      ...(response !== undefined && { response }),
      ...(resolved !== undefined && { resolved }),
      ...(handled !== undefined && { handled }),
    },
    recurring,
    certificateDays: Math.floor(certificates / DAY_MS),
  };
}
