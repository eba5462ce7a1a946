import { createReadStream } from 'node:fs';
import type { Client } from '@temporalio/client';
import type { Aftercare } from '../../client/aftercare.ts';
import { RefusedError } from '../../client/errors.ts';
import { openFile } from '../../client/open-file.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import { caseWorkflowId } from '../../workflows/messages.ts';
import { fastForwardTo, stopSkipping, virtualNowMs } from '../time-skipping.ts';
import { localMinute } from './look.ts';
import type { Step } from './story.ts';
import { whenReady } from './when-ready.ts';

/** After its last step a case runs on by itself for at most this long. */
const TAIL_MS = 14 * DAY_MS;

/** Moves several cases through one virtual calendar, in lock-step: each has a clock of its own. */
export interface Director {
  /** Opens a case a line, at the present of the virtual calendar. Returns case ids by line. */
  open(file: string): Promise<ReadonlyMap<number, CaseId>>;
  /** Plays steps in the order of their times. `told` hears of each before it is done. */
  play(script: readonly Scripted[], told: (step: Scripted) => void): Promise<void>;
  /** Lets every case run to its end; names those that did not end. */
  finish(): Promise<readonly CaseId[]>;
}

export interface Scripted extends Step {
  readonly caseId: CaseId;
}

export function createDirector(options: {
  readonly aftercare: Aftercare;
  readonly temporal: Client;
  readonly organisationId: OrganisationId;
  readonly clockOffsetMs: number;
}): Director {
  const { aftercare, temporal, organisationId, clockOffsetMs } = options;
  const running = new Set<CaseId>();
  const idOf = (caseId: CaseId) => caseWorkflowId(organisationId, caseId);

  /** Everything due before `atMs` has happened, messages and all, when this returns. */
  async function advanceAll(atMs: number): Promise<void> {
    await Promise.all(
      [...running].map(async (caseId) => {
        const { outcome } = await fastForwardTo(temporal, idOf(caseId), atMs - clockOffsetMs);
        if (outcome === 'ended') running.delete(caseId);
      }),
    );
  }

  return {
    async open(file) {
      const opened = new Map<number, CaseId>();
      const by = { kind: 'back-office', system: 'demo' } as const;
      for await (const result of openFile(aftercare, organisationId, createReadStream(file), { by })) {
        if (result.outcome === 'refused') throw new RefusedError([...result.refusals] as never);
        if (result.outcome === 'failed') throw new Error(`line ${result.line}: ${result.message}`);
        opened.set(result.line, result.accepted.caseId);
        running.add(result.accepted.caseId);
      }
      return opened;
    },
    async play(script, told) {
      for (const step of [...script].sort((a, b) => (a.at < b.at ? -1 : 1))) {
        await advanceAll(instantOf(step.at));
        told(step);
        await whenReady(() => aftercare.send(organisationId, step.caseId, step.type, step.body, { by: step.by }));
      }
    },
    async finish() {
      for (const caseId of [...running]) {
        const nowMs = await virtualNowMs(temporal, idOf(caseId));
        const { outcome } = await fastForwardTo(temporal, idOf(caseId), nowMs + TAIL_MS);
        if (outcome === 'ended') running.delete(caseId);
        else await stopSkipping(temporal, idOf(caseId));
      }
      return [...running];
    },
  };
}

/** Epoch ms of `YYYY-MM-DD HH:MM` in the demo's zone. */
export function instantOf(at: string): number {
  const atMs = Date.parse(`${at.replace(' ', 'T')}:00+08:00`);
  if (localMinute(atMs) !== at) throw new Error(`not a minute of the demo's calendar: ${at}`);
  return atMs;
}
