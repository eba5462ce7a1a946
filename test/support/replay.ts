import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import proto from '@temporalio/proto';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';

const FOLDER = new URL('../replay/histories/', import.meta.url);

export interface SavedHistory {
  /** Path in the folder of histories. */
  readonly name: string;
  readonly history: unknown;
}

/** All that were saved, by name. */
export function savedHistories(): readonly SavedHistory[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.json(\.gz)?$/.test(name))
    .sort()
    .map((name) => ({ name, history: historyIn(name) }));
}

function historyIn(name: string): unknown {
  const bytes = readFileSync(new URL(name, FOLDER));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  // The SDK's own reading of JSON needs one copy of protobufjs for all its packages, and npm gives each its own.
  return proto.temporal.api.history.v1.History.fromObject(JSON.parse(text));
}

export interface Outcome {
  readonly name: string;
  /** Why the code does not understand it; null when it does. */
  readonly error: string | null;
}

let silenced = false;

/** Replays histories by workflow code. All in one worker: what takes time is making one. */
export async function replay(
  workflowBundle: WorkflowBundle,
  histories: readonly SavedHistory[],
): Promise<readonly Outcome[]> {
  // A history that is not understood is the caller's to tell.
  const logging = { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR' }) };
  if (!silenced)
    Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined), telemetryOptions: { logging } });
  silenced = true;
  const outcomes: Outcome[] = [];
  const named = histories.map(({ name, history }) => ({ workflowId: name, history }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, named)) {
    outcomes.push({ name: workflowId, error: error?.message ?? null });
  }
  return outcomes;
}
