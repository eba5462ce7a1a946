import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError, type ScheduleOptions } from '@temporalio/client';
import type { MessageOutcome } from '../domain/case/commands.ts';
import type { PersonId } from '../domain/policy/pinned.ts';
import type { ReportDefinition } from '../domain/report/plan.ts';
import type { OrganisationId } from '../domain/shared/ids.ts';
import { reportScheduleId, SERVICE_REPORT, type ServiceReportInput } from '../workflows/report-messages.ts';

/** A report and its hours, as a schedule keeps them. */
export interface ScheduledReport extends Pick<ReportDefinition, 'every' | 'atMinuteOfDay'> {
  readonly name: string;
  /** IANA name of the zone its hours are in. */
  readonly zone: string;
  readonly clockOffsetMs: number;
}

export type ReportEnds = Readonly<Record<PersonId, MessageOutcome>>;

/** Reports as the client asks Temporal for them. Errors: `temporal-errors.ts`. */
export interface ReportGateway {
  /** Makes a report's schedule, or gives it its new hours; a paused one stays paused. */
  schedule(organisationId: OrganisationId, report: ScheduledReport): Promise<void>;
  /** Harmless when there is none. */
  unschedule(organisationId: OrganisationId, name: string): Promise<void>;
  /** Mails a report now; asked again for the same days it waits for the same run, or makes another that sends nothing twice. */
  run(input: ServiceReportInput, firstDay: string): Promise<ReportEnds>;
}

const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export function createReportGateway(temporal: Client, taskQueue: string): ReportGateway {
  return {
    schedule: async (organisationId, report) => {
      const options = scheduleOf(organisationId, report, taskQueue);
      try {
        await temporal.schedule.create(options);
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
        const { spec, action, policies } = options;
        await temporal.schedule
          .getHandle(options.scheduleId)
          .update(({ state }) => ({ spec, action, policies: policies ?? {}, state }));
      }
    },

    unschedule: async (organisationId, name) => {
      try {
        await temporal.schedule.getHandle(reportScheduleId(organisationId, name)).delete();
      } catch (error) {
        if (!(error instanceof ScheduleNotFoundError)) throw error;
      }
    },

    run: (input, firstDay) =>
      temporal.workflow.execute<(input: ServiceReportInput) => Promise<ReportEnds>>(SERVICE_REPORT, {
        workflowId: `${reportScheduleId(input.organisationId, input.name)}:${firstDay}`,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        taskQueue,
        args: [input],
      }),
  };
}

function scheduleOf(
  organisationId: OrganisationId,
  { name, zone, every, atMinuteOfDay, clockOffsetMs }: ScheduledReport,
  taskQueue: string,
) {
  const input: ServiceReportInput = { organisationId, name, atMs: null, clockOffsetMs };
  const id = reportScheduleId(organisationId, name);
  return {
    scheduleId: id,
    spec: {
      calendars: [
        {
          ...(every === 'month' ? { dayOfMonth: 1 } : { dayOfWeek: WEEKDAYS[every.weekday] ?? 'MONDAY' }),
          hour: Math.floor(atMinuteOfDay / 60),
          minute: atMinuteOfDay % 60,
        },
      ],
      timezone: zone,
    },
    action: { type: 'startWorkflow', workflowType: SERVICE_REPORT, workflowId: id, taskQueue, args: [input] },
    // A report that waits for its mail server must not keep the next one, and one that an outage cost comes after it.
    policies: { overlap: 'ALLOW_ALL', catchupWindow: '7 days' },
  } satisfies ScheduleOptions;
}
