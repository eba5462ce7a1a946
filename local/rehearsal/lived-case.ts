import type { Client } from '@temporalio/client';
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

  /** The view when nothing is on its way to the journal or out into the world. */
  async function quiet(): Promise<CaseView> {
    for (;;) {
      signal.throwIfAborted();
      const { view, inFlight, uncommittedEvents } = await handle.query(liveCase);
      if (view !== null && inFlight.length === 0 && uncommittedEvents === 0) return view;
      await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
    }
  }

  let isOver = false;
  async function advance(atMs: number): Promise<void> {
    if (isOver) return;
    await quiet();
    const { outcome } = await fastForwardTo(temporal, workflowId, atMs - offsetMs);
    if (outcome === 'arrived') await quiet();
    else isOver = true;
  }

  return {
    caseId,
    advance,
    async end(untilMs) {
      await advance(untilMs);
      const view: CaseView = isOver ? await handle.result() : await quiet();
      if (!isOver) await handle.terminate('its script is over');
      const events = await client.timeline(organisationId, caseId);
      if (events.length !== view.seq) {
        throw new Error(`its ledger has ${events.length} events and its workflow wrote ${view.seq}`);
      }
      return { events, view };
    },
  };
}
