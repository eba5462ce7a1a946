import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ReportActivities, ReportMailActivities, ReportSend } from '../activities/report/ports.ts';
import type { MessageOutcome } from '../domain/case/commands.ts';
import { emailQueue, RECORD_OPTIONS, REPORT_OPTIONS } from './activity-options.ts';
import type { ServiceReportInput } from './report-messages.ts';

/** Set by the schedule: when the run was due, however late it begins. */
const DUE_AT = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);

/** One report of an organisation, mailed to everybody who is to have it: how each mail ended, by person. */
export async function serviceReport(input: ServiceReportInput): Promise<Readonly<Record<string, MessageOutcome>>> {
  const { organisationId, name, clockOffsetMs } = input;
  const request = { organisationId, name, atMs: input.atMs ?? dueAtMs() + clockOffsetMs };
  const orders = await proxyActivities<ReportActivities>(RECORD_OPTIONS).planReport(request);
  if (orders === null) return {};
  const { policyVersion } = orders;
  // Each by itself: an address that nobody takes must not keep the report from the others.
  const ends = await Promise.allSettled(
    orders.personIds.map(async (personId) => [
      personId,
      await send({ ...request, policyVersion, personId, clockOffsetMs }),
    ]),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
  return Object.fromEntries(ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : [])));
}

function send(order: ReportSend): Promise<MessageOutcome> {
  const { sendReport } = proxyActivities<ReportMailActivities>(REPORT_OPTIONS);
  return sendReport.executeWithOptions({ ...REPORT_OPTIONS, taskQueue: emailQueue(workflowInfo().taskQueue) }, [order]);
}

function dueAtMs(): number {
  const { typedSearchAttributes, startTime } = workflowInfo();
  return (typedSearchAttributes.get(DUE_AT) ?? startTime).getTime();
}
