import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Aftercare } from '../../client/aftercare.ts';
import type { CaseView } from '../../domain/case/view.ts';
import type { ScriptRun } from '../../domain/rehearsal/script.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { caseWorkflowId, liveCase } from '../../workflows/messages.ts';
import { fastForwardTo } from '../time-skipping.ts';

const LOOK_AGAIN_MS = 20;

/** One case on the engine, whose clock goes where a script wants it. */
export interface LivedCase {
  readonly caseId: CaseId;
  /** Lets time pass until `atMs`; whatever came due by then is done, in the world, too. */
  advance(atMs: number): Promise<void>;
  /** Lets it live on until it is over, or until `untilMs`, and ends its workflow. */
  end(untilMs: number): Promise<Pick<ScriptRun, 'events' | 'view'>>;
}

export function livedCase(options: {
  readonly temporal: Client;
  readonly client: Aftercare;
  readonly organisationId: OrganisationId;
  readonly caseId: CaseId;
  /** Of the case's clock, fixed at its opening. */
  readonly offsetMs: number;
  readonly signal: AbortSignal;
}): LivedCase {
  const { temporal, client, organisationId, caseId, offsetMs, signal } = options;
  const workflowId = caseWorkflowId(organisationId, caseId);
  const handle = temporal.workflow.getHandle(workflowId);

  let isOver = false;
  /** The view when nothing is on its way to the journal or out into the world. */
  async function quiet(): Promise<CaseView> {
    for (;;) {
      signal.throwIfAborted();
      const { view, inFlight, uncommittedEvents } = await handle.query(liveCase);
      if (view !== null && inFlight.length === 0 && uncommittedEvents === 0) return view;
      await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
    }
  }

  /** Null when its workflow has ended. */
  async function advance(atMs: number): Promise<CaseView | null> {
    if (isOver) return null;
    const { outcome } = await fastForwardTo(temporal, workflowId, atMs - offsetMs);
    isOver = outcome === 'ended';
    return isOver ? null : quiet();
  }

  /** False when it has ended by itself just now. */
  async function cutShort(): Promise<boolean> {
    try {
      await handle.terminate('its script is over');
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  return {
    caseId,
    async advance(atMs) {
      await advance(atMs);
    },
    async end(untilMs) {
      const alive = await advance(untilMs);
      const view: CaseView = alive !== null && (await cutShort()) ? alive : await handle.result();
      const events = await client.timeline(organisationId, caseId, { limit: view.seq });
      if (events.length < view.seq) {
        throw new Error(`its journal has ${events.length} of the ${view.seq} events that its workflow wrote`);
      }
      return { events, view };
    },
  };
}
