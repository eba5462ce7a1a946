import type { CaseView } from '../../domain/case/view.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { OrganisationId } from '../../domain/shared/ids.ts';
import type { Aftercare } from '../aftercare.ts';
import { RefusedError, UnavailableError } from '../errors.ts';
import { type About, tellsTime } from './advice.ts';
import type { Frame } from './case-picture.ts';
import type { CliDeps, CommonOptions, ExitCode } from './deps.ts';
import { EXIT } from './deps.ts';
import { hintOf } from './hint.ts';
import { type Names, namesOf } from './people.ts';
import { reportError } from './report-error.ts';
import { createStyle, type Style } from './style.ts';
import type { Times } from './time.ts';

/** One run of one command: the engine, and how to speak to whoever asked. */
export interface Session {
  readonly deps: CliDeps;
  readonly options: CommonOptions;
  readonly organisation: OrganisationId;
  readonly aftercare: Aftercare;
  readonly style: Style;
  /** Writes the result to stdout: `text` for people, else the value as JSON. */
  readonly print: (value: unknown, text: () => string) => void;
  /** Writes talk to stderr, for people only. */
  readonly say: (text: string) => void;
  /** A command line of this program, to be typed as it is. */
  readonly hint: (line: string) => string;
  /** Names and zone of the policy a case runs by, or of the active one. */
  readonly frame: (view?: CaseView) => Promise<Frame>;
}

export type Action = (session: Session) => Promise<ExitCode | undefined>;

/** Connects, acts, tells what went wrong, and always lets the connection go. */
export async function inSession(
  deps: CliDeps,
  options: CommonOptions,
  action: Action,
  about: About = {},
): Promise<ExitCode> {
  try {
    const { aftercare, close } = await deps.connect();
    const session = createSession(deps, options, aftercare);
    try {
      return (await action(session)) ?? EXIT.ok;
    } catch (error) {
      return reportError(error, deps, options.output, { ...about, times: await timesOf(error, session) });
    } finally {
      await close();
    }
  } catch (error) {
    return reportError(error, deps, options.output, about);
  }
}

/** The zone for a refusal that tells a time; looked up only then, and never a second error. */
async function timesOf(error: unknown, { frame }: Session): Promise<Times | null> {
  if (!(error instanceof RefusedError) || !error.refusals.some(tellsTime)) return null;
  return frame().then(
    ({ times }) => times,
    () => null,
  );
}

function createSession(deps: CliDeps, options: CommonOptions, aftercare: Aftercare): Session {
  const { organisation, output } = options;
  const style = createStyle(deps.color && options.color);
  return {
    deps,
    options,
    organisation,
    aftercare,
    style,
    print: (value, text) => deps.stdout.write(output === 'text' ? withEnd(text()) : jsonText(value, output)),
    say: (text) => {
      if (output === 'text') deps.stderr.write(withEnd(text));
    },
    hint: (line) => hintOf(deps, line),
    frame: async (view) => {
      const document = await policyOf(aftercare, organisation, view);
      const names: Names = namesOf(document);
      return { names, times: { zone: document?.zone ?? 'UTC', nowMs: deps.nowMs() }, style, columns: deps.columns };
    },
  };
}

/** Without the policy people keep their ids and times are UTC: worse, but better than no answer. */
async function policyOf(
  aftercare: Aftercare,
  organisation: OrganisationId,
  view: CaseView | undefined,
): Promise<PolicyDocument | null> {
  try {
    return await aftercare.policy(organisation, view?.policyVersion);
  } catch (error) {
    if (error instanceof RefusedError || error instanceof UnavailableError) return null;
    throw error;
  }
}

function jsonText(value: unknown, format: 'json' | 'jsonl'): string {
  if (format === 'json') return `${JSON.stringify(value, null, 2)}\n`;
  const lines = Array.isArray(value) ? value : [value];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
