import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import { formatFinding } from '../../../domain/policy/fault.ts';
import type { Flip } from '../../../domain/rehearsal/flips.ts';
import type { LivedTicket } from '../../../domain/rehearsal/live-ticket.ts';
import type { TicketJudgement } from '../../../domain/rehearsal/ticket-judgement.ts';
import { readPolicyFolder } from '../../policy-files.ts';
import type { Mapping } from '../../rehearse/mapping.ts';
import { readMapping } from '../../rehearse/read-mapping.ts';
import { rehearse } from '../../rehearse/rehearse.ts';
import { formatScenarioFault } from '../../scenarios/page.ts';
import { type CliDeps, type CommonOptions, EXIT, type ExitCode, type OutputFormat } from '../deps.ts';
import { counted } from '../numbers.ts';
import { policyFolder } from '../policy-by-name.ts';
import { type ProgressLine, progressLine } from '../progress.ts';
import { reportError } from '../report-error.ts';
import { renderComparison } from '../show-comparison.ts';
import { renderRehearsal } from '../show-rehearsal.ts';
import { type OnEngine, playOnEngine, renderEngine } from '../show-rehearsal-engine.ts';
import { createStyle } from '../style.ts';

export interface RehearseFlags extends CommonOptions {
  readonly mapping: string;
  readonly policy: string;
  readonly against?: string;
  readonly show?: 'flips';
  readonly limit?: number;
  readonly engine?: true;
}

/** Judges a log; the report is the result, whatever it says. Needs no engine unless one is asked for. */
export async function rehearseLog(log: string, flags: RehearseFlags, deps: CliDeps): Promise<ExitCode> {
  const clash = clashOf(flags);
  if (clash !== null) {
    deps.stderr.write(`${clash}\n`);
    return EXIT.usage;
  }
  const line = progressLine(deps);
  const done = { text: 'Nothing was judged yet' };
  try {
    const mapping = await readMappingFile(flags, deps);
    const policy = await readNamedPolicy(flags.policy, flags, deps);
    const against = flags.against === undefined ? null : await readNamedPolicy(flags.against, flags, deps);
    if (mapping === null || policy === null || (flags.against !== undefined && against === null)) return EXIT.failed;
    return await judge(log, flags, deps, { mapping, policy, against }, line, done);
  } catch (error) {
    line.clear();
    if (!deps.interrupted.aborted) return reportError(error, deps, flags.output);
    deps.stderr.write(`Interrupted. ${done.text}; nothing is left behind.\n`);
    return EXIT.interrupted;
  }
}

function clashOf({ engine, limit, show, against }: RehearseFlags): string | null {
  if (engine && limit === undefined)
    return 'On an engine a ticket takes seconds; say how many with --limit, such as 40.';
  return show === 'flips' && against === undefined ? '--show flips needs --against: name the other policy.' : null;
}

interface Read {
  readonly mapping: Mapping;
  readonly policy: PolicyDocument;
  readonly against: PolicyDocument | null;
}

async function judge(
  log: string,
  flags: RehearseFlags,
  deps: CliDeps,
  { mapping, policy, against }: Read,
  line: ProgressLine,
  done: { text: string },
): Promise<ExitCode> {
  const source = await openSource(log, deps);
  const lived: LivedTicket[] = [];
  const allFlips: Flip[] = [];
  let rows = 0;
  const report = await rehearse({
    source: source.stream,
    mapping,
    policy,
    against,
    limit: flags.limit ?? null,
    signal: deps.interrupted,
    progress: {
      rowRead: () => {
        rows += 1;
        done.text = `${counted(rows, 'event')} read, no ticket judged yet`;
        line.show('reading', source.share(), rows, 'events');
      },
      ticketJudged: (count, share) => {
        done.text = `${counted(count, 'ticket')} judged, about ${Math.floor(share * 100)} % of the log`;
        line.show('judging', share, count, 'tickets');
      },
    },
    onTicket: (ticket, judgement, flips) => {
      if (flags.engine) lived.push(ticket);
      if (flags.output === 'jsonl') writeTicket(ticket, judgement, flips, deps);
      else allFlips.push(...flips);
    },
  });
  line.clear();
  const engine = flags.engine ? await playOnEngine(policy, lived, deps.run.scripts, line) : null;
  const style = createStyle(deps.color && flags.color);
  const frame = { policy, style, columns: deps.columns };
  switch (flags.output) {
    case 'text':
      deps.stdout.write(renderRehearsal(report, frame));
      if (report.against) {
        deps.stdout.write(`\n${renderComparison(report.against, report, allFlips, flags.show === 'flips', frame)}`);
      }
      if (engine) deps.stdout.write(`\n${renderEngine(engine, style)}`);
      break;
    case 'json':
      deps.stdout.write(`${JSON.stringify({ ...report, flips: against && allFlips, engine }, null, 2)}\n`);
      break;
    case 'jsonl':
      if (engine) deps.stdout.write(`${JSON.stringify({ engine })}\n`);
  }
  return engine === null || engine.every(isSame) ? EXIT.ok : EXIT.failed;
}

function isSame({ differences }: OnEngine): boolean {
  return differences.length === 0;
}

function writeTicket(
  { id, fates }: LivedTicket,
  judgement: TicketJudgement | null,
  flips: readonly Flip[],
  { stdout }: CliDeps,
): void {
  stdout.write(`${JSON.stringify({ ticket: id, ...judgement, events: fates, flips })}\n`);
}

async function openSource(
  log: string,
  { stdin, interrupted }: CliDeps,
): Promise<{ stream: Readable; share: () => number | null }> {
  if (log === '-') return { stream: addAbortSignal(interrupted, stdin), share: () => null };
  const { size } = await stat(log);
  const stream = createReadStream(log);
  return { stream, share: () => (size === 0 ? null : stream.bytesRead / size) };
}

async function readMappingFile({ mapping, output }: RehearseFlags, deps: CliDeps): Promise<Mapping | null> {
  const read = readMapping(mapping, await readFile(mapping, 'utf8'));
  if ('mapping' in read) return read.mapping;
  tellFaults(read.faults, formatScenarioFault, output, deps);
  return null;
}

async function readNamedPolicy(name: string, { output }: RehearseFlags, deps: CliDeps): Promise<PolicyDocument | null> {
  const folder = policyFolder(name);
  const read = await readPolicyFolder(folder, deps.nowMs());
  if ('document' in read) return read.document;
  tellFaults(read.faults, (fault) => formatFinding(fault, folder), output, deps);
  return null;
}

/** Faults go to stdout: they are the result. */
function tellFaults<Fault>(
  faults: readonly Fault[],
  format: (fault: Fault) => string,
  output: OutputFormat,
  { stdout }: CliDeps,
): void {
  if (output === 'text') stdout.write(faults.map((fault) => `${format(fault)}\n`).join(''));
  else stdout.write(`${JSON.stringify({ faults })}\n`);
}
