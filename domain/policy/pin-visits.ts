import { filterOf, written } from './filter-of.ts';
import type { PinnedPolicy, VisitRules } from './pinned.ts';
import type { PolicySource } from './schema.ts';

/** Who may be sent and when, as a case carries it. */
export function pinVisits(source: PolicySource) {
  const { roles, crew, reserve, workingHours } = source.assignment;
  return {
    assignment: {
      role: source.assignment.role,
      ...(roles === undefined
        ? {}
        : { roles: roles.map(({ when, ...row }) => ({ ...written(row), when: filterOf(when) })) }),
      ...(crew === undefined ? {} : { crew: crew.map((row) => ({ ...row, when: filterOf(row.when) })) }),
      ...(reserve === undefined ? {} : { reserve }),
      ...(workingHours === undefined ? {} : { workingHours }),
      regionMustMatch: source.assignment.regionMustMatch,
      needs: source.assignment.needs.map((need) => ({ ...need, when: filterOf(need.when) })),
    },
    appointment: {
      hours: source.appointment.hours,
      minNoticeMs: source.appointment.minNotice,
      maxAheadMs: source.appointment.maxAhead,
      maxLengthMs: source.appointment.maxLength,
      reminder: { daysBefore: source.appointment.reminder.daysBefore, atMinuteOfDay: source.appointment.reminder.at },
    },
    ...(source.visit === undefined ? {} : { visit: visitRulesOf(source.visit) }),
  } satisfies Partial<PinnedPolicy>;
}

function visitRulesOf({ missed, ...rules }: NonNullable<PolicySource['visit']>): VisitRules {
  return { ...written(rules), ...(missed === undefined ? {} : { missed: written(missed) }) };
}
