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

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;
type Payload = proto.temporal.api.common.v1.IPayload;

/** Of all runs of a closed or open case, the first to the last, added up. */
export async function costOf(client: Client, workflowId: string): Promise<CaseCost> {
  const handle = client.workflow.getHandle(workflowId);
  const { events } = await handle.fetchHistory();
  const described = await client.workflowService.describeWorkflowExecution({
    namespace: client.options.namespace,
    execution: { workflowId },
  });
  const info = described.workflowExecutionInfo;
  return {
    ...countsOf(events ?? []),
    historyBytes: Number(info?.historySizeBytes ?? 0),
    transitions: Number(info?.stateTransitionCount ?? 0),
  };
}

export function countsOf(events: readonly HistoryEvent[]): Omit<CaseCost, 'historyBytes' | 'transitions'> {
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
    .reduce((all, payload) => all + proto.temporal.api.common.v1.Payload.encode(payload).finish().length, 0);
}
