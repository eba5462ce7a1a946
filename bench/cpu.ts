import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** CPU-seconds of processes and of all that they started, ended children that were waited for included. */
export type CpuSeconds = Readonly<Record<string, number>>;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
  readonly rssPages: number;
}

const TICKS_A_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
const PAGE_BYTES = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' }));

/** Reads `/proc` (Linux only). */
export function cpuSeconds(roots: Readonly<Record<string, number>>): CpuSeconds {
  const all = processes();
  const ofTree = (pid: number): number =>
    (all.get(pid)?.ticks ?? 0) +
    [...all.values()].filter(({ parent }) => parent === pid).reduce((total, child) => total + ofTree(child.pid), 0);
  return Object.fromEntries(Object.entries(roots).map(([name, pid]) => [name, ofTree(pid) / TICKS_A_SECOND]));
}

export function cpuBetween(before: CpuSeconds, after: CpuSeconds): CpuSeconds {
  return Object.fromEntries(Object.entries(after).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]));
}

/** What this process itself has used, its children left out. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Resident memory of one process. */
export function residentBytes(pid: number): number {
  return (processes().get(pid)?.rssPages ?? 0) * PAGE_BYTES;
}

/** The direct child of this process with a command name, such as `postgres`. */
export function childCalled(name: string): number {
  const found = [...processes().values()].find(
    ({ pid, parent }) => parent === process.pid && commandOf(pid).includes(name),
  );
  if (found === undefined) throw new Error(`no child process is called ${name}`);
  return found.pid;
}

function processes(): ReadonlyMap<number, Stat> {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)));
  return new Map(stats.map((stat) => [stat.pid, stat]));
}

function statOf(pid: number): Stat[] {
  const text = contentOf(`/proc/${pid}/stat`);
  // The command's name is in brackets and may hold anything; the numbers begin behind the last one.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (fields.length < 22) return [];
  const [utime, stime, childrenUtime, childrenStime] = fields.slice(11, 15) as [number, number, number, number];
  return [{ pid, parent: fields[1]!, ticks: utime + stime + childrenUtime + childrenStime, rssPages: fields[21]! }];
}

function commandOf(pid: number): string {
  return contentOf(`/proc/${pid}/comm`).trim();
}

/** Empty when the process has ended meanwhile. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
