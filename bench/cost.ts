import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';

/** What one case left behind and what it would be charged for. */
export interface CaseCost {
  readonly events: number;
  readonly historyBytes: number;
  /** Persisted transitions of the server's mutable state. */
  readonly transitions: number;
  /** As Temporal Cloud counts them. */
  readonly actions: number;
  readonly workflowTasks: number;
  readonly activities: number;
  readonly updates: number;
  readonly timers: number;
  /** By what they carry, in bytes. */
  readonly payloads: Payloads;
}

export interface Payloads {
  readonly start: number;
  readonly updates: number;
  readonly updateAnswers: number;
  readonly activityInputs: number;
  readonly activityResults: number;
}

const { HistoryEvent } = proto.temporal.api.history.v1;
const { Payload } = proto.temporal.api.common.v1;
type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;
type Payload = proto.temporal.api.common.v1.IPayload;

/** Of the case's last run, which is its only one below a thousand commands. */
export async function costOf(client: Client, workflowId: string): Promise<CaseCost> {
  const handle = client.workflow.getHandle(workflowId);
  const { events } = await handle.fetchHistory();
  const described = await client.workflowService.describeWorkflowExecution({
    namespace: client.options.namespace,
    execution: { workflowId },
  });
  const own = (events ?? []).filter(({ eventType }) => !OF_SKIPPED_TIME.includes(eventType ?? 0));
  return { ...countsOf(own), transitions: Number(described.workflowExecutionInfo?.stateTransitionCount ?? 0) };
}

const { EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED, EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED } =
  proto.temporal.api.enums.v1.EventType;
/** Left by a test that moves a case's clock; a case in real time has none. */
const OF_SKIPPED_TIME: readonly number[] = [
  EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED,
  EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED,
];

export function countsOf(events: readonly HistoryEvent[]): Omit<CaseCost, 'transitions'> {
  const count = (of: (event: HistoryEvent) => unknown) => events.filter((event) => of(event) != null).length;
  const starts = count((event) => event.workflowExecutionStartedEventAttributes);
  const updates = count((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
  const timers = count((event) => event.timerStartedEventAttributes);
  const indexings = count((event) => event.upsertWorkflowSearchAttributesEventAttributes);
  const signals = count((event) => event.workflowExecutionSignaledEventAttributes);
  const continued = count((event) => event.workflowExecutionContinuedAsNewEventAttributes);
  const attempts = events.reduce((all, event) => all + (event.activityTaskStartedEventAttributes?.attempt ?? 0), 0);
  return {
    events: events.length,
    historyBytes: events.reduce((all, event) => all + HistoryEvent.encode(event).finish().length, 0),
    actions: starts + updates + timers + indexings + signals + continued + attempts + localActivityTasks(events),
    workflowTasks: count((event) => event.workflowTaskCompletedEventAttributes),
    activities: count((event) => event.activityTaskScheduledEventAttributes),
    updates,
    timers,
    payloads: {
      start: bytes(events, (event) => event.workflowExecutionStartedEventAttributes?.input?.payloads),
      updates: bytes(
        events,
        (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args?.payloads,
      ),
      updateAnswers: bytes(
        events,
        (event) => event.workflowExecutionUpdateCompletedEventAttributes?.outcome?.success?.payloads,
      ),
      activityInputs: bytes(events, (event) => event.activityTaskScheduledEventAttributes?.input?.payloads),
      activityResults: bytes(events, (event) => event.activityTaskCompletedEventAttributes?.result?.payloads),
    },
  };
}

/** All markers of local activities of one workflow task are one action. */
function localActivityTasks(events: readonly HistoryEvent[]): number {
  const markers = events.flatMap((event) => event.markerRecordedEventAttributes ?? []);
  const local = markers.filter(({ markerName }) => markerName === 'core_local_activity');
  return new Set(local.map(({ workflowTaskCompletedEventId }) => String(workflowTaskCompletedEventId))).size;
}

function bytes(
  events: readonly HistoryEvent[],
  payloadsOf: (event: HistoryEvent) => readonly Payload[] | null | undefined,
): number {
  return events
    .flatMap((event) => payloadsOf(event) ?? [])
    .reduce((all, payload) => all + Payload.encode(payload).finish().length, 0);
}
