import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Aftercare } from '../../client/aftercare.ts';
import { openFile } from '../../client/open-file.ts';
import type { CaseId, OrganisationId } from '../../domain/shared/ids.ts';
import type { Step, Story } from '../../local/demo/story.ts';
import { whenReady } from '../../local/demo/when-ready.ts';

const REQUESTS = new URL('../../local/demo/requests.jsonl', import.meta.url);

/** What a player needs of an engine; `advance` lets the case's clock run to a minute of its calendar. */
export interface Stage {
  readonly aftercare: Aftercare;
  readonly organisationId: OrganisationId;
  readonly advance: (caseId: CaseId, toLocalTime: string) => Promise<unknown>;
}

/** Opens the request of a story of the demo. */
export async function openStory({ aftercare, organisationId }: Stage, story: Story): Promise<CaseId> {
  const lines = (await readFile(REQUESTS, 'utf8')).trim().split('\n');
  const line = lines.find((text) => (JSON.parse(text) as { reference: string }).reference === story.reference);
  const by = { kind: 'back-office', system: 'test' } as const;
  for await (const result of openFile(aftercare, organisationId, Readable.from([line]), { by })) {
    if (result.outcome === 'opened') return result.accepted.caseId;
    throw new Error(`${story.title}: ${JSON.stringify(result)}`);
  }
  throw new Error(`${story.title}: no request ${story.reference}`);
}

/** Plays the steps of a story in its own time. */
export async function playSteps(stage: Stage, caseId: CaseId, steps: readonly Step[]): Promise<void> {
  for (const { at, type, body, by } of steps) {
    await stage.advance(caseId, at);
    await whenReady(() => stage.aftercare.send(stage.organisationId, caseId, type, body, { by }));
  }
}
