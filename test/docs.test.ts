import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../client/cli/deps.ts';
import { buildProgram, runCli } from '../client/cli/program.ts';
import { PLAN_STAGES } from '../domain/policy/vocabulary.ts';
import { ENVIRONMENT } from '../workers/config.ts';
import { cliDeps } from './client/cli-harness.ts';
import { loadPolicy } from './support/policies.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NOT_OURS = new Set(['.git', 'node_modules', '.aftercare', 'coverage']);

/** Paths of all files below a folder, relative to the project. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NOT_OURS.has(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Look like paths of the project and are none: a zone, packages, a folder of any policy, a folder made when needed. */
const NO_PATHS = new Set([
  'Asia/Shanghai',
  'aftercare/client',
  'temporal-polyfill/implementation',
  'templates/',
  'node_modules/.cache/aftercare',
]);

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const FILES = filesBelow('.');
const NAMES = new Set(FILES.flatMap((path) => path.split('/')));
const DOCS = FILES.filter((path) => /^(docs\/.*|[A-Z]+)\.md$/.test(path));

const BLOCK = /^```.*\n[\s\S]*?^```$|(?<=\n\n)(?: {4}.*\n)+/gm;

/** A page without its blocks of code, and those blocks. */
function partsOf(page: string): { text: string; code: string[] } {
  const whole = read(page);
  return { text: whole.replace(BLOCK, ''), code: whole.match(BLOCK) ?? [] };
}

const spansOf = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

/** Names of headings as links write them. */
function anchorsOf(page: string): string[] {
  const headings = [...partsOf(page).text.matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\d\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('an example names the version that its policy has today', async () => {
  const { id, version } = await loadPolicy('device-maker');
  const named = DOCS.filter((path) => path !== 'CHANGELOG.md').flatMap((path) =>
    [...read(path).matchAll(new RegExp(`(?:by|ok|from) +${id}@([0-9a-f]{12})`, 'g'))].map(([, hash]) => [path, hash]),
  );
  expect(named.length).toBeGreaterThan(3);
  expect(named).toEqual(named.map(([path]) => [path, version]));
});

describe.each(DOCS)('%s', (page) => {
  const { text, code } = partsOf(page);
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!).filter((to) => !/^\w+:/.test(to));

  test('links to pages and headings that exist', () => {
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('names files and folders that exist', () => {
    const paths = spansOf(text).filter((span) => /^\.?[\w-]+(\/[\w.-]+)+\/?$|^[\w.-]+\/$/.test(span));
    const files = spansOf(text).filter((span) => /^[\w-]+(\.[\w-]+)*\.(ts|js|json|jsonl|md|sql|yaml|yml)$/.test(span));
    const found = (path: string) => [ROOT, join(ROOT, dirname(page))].some((from) => existsSync(join(from, path)));
    expect(paths.filter((path) => !found(path) && !NO_PATHS.has(path))).toEqual([]);
    expect(files.filter((file) => !NAMES.has(file))).toEqual([]);
  });

  test('shows command lines that can be typed', async () => {
    const lines = [...spansOf(text), ...code.join('\n').split('\n')].flatMap((line) => {
      const typed = /^\s*(?:\$ |npx |node bin\/)?aftercare(?:\.js)? ([a-z].+?)\s*(?:#.*)?$/.exec(line)?.[1];
      return typed === undefined ? [] : [typed];
    });
    const wrong: string[] = [];
    for (const line of lines) if (!(await canBeTyped(line))) wrong.push(line);
    expect(wrong).toEqual([]);
  });

  test('names scripts of the package that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(page).matchAll(/\bnpm (?:run ([\w-]+)|(start|test)\b)/g)].map(
      (match) => match[1] ?? match[2]!,
    );
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

/** Runs a shown line where nothing can be reached, with its placeholders filled in. One without arguments may only name a command. */
async function canBeTyped(line: string): Promise<boolean> {
  const filled = line
    .replaceAll(/\[[\w-]+\]/g, '')
    .replaceAll(/<(case|id)>/g, 'C-7K3M9P2QXA')
    .replaceAll(/<[\w-]+>/g, 'x');
  const words = [...filled.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);
  const named = words.reduce<Command | undefined>(
    (command, word) => command?.commands.find((one) => one.name() === word),
    buildProgram(cliDeps()),
  );
  return named !== undefined || (await runCli(['node', 'aftercare', ...words], cliDeps())) !== EXIT.usage;
}

test('the readme leads to every page', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const [, link = ''] of partsOf(page).text.matchAll(/\]\(([^)\s#]+)/g)) {
      const target = join(dirname(page), link);
      for (const found of DOCS)
        if (found === target || (link.endsWith('/') && found.startsWith(target))) reached.add(found);
    }
  }
  expect(DOCS.filter((page) => !reached.has(page))).toEqual([]);
});

describe('docs/decisions', () => {
  const pages = readdirSync(join(ROOT, 'docs/decisions')).sort();

  test('are numbered without a gap', () => {
    const expected = pages.map((_, index) => String(index + 1).padStart(4, '0'));
    expect(pages.map((page) => page.slice(0, 4))).toEqual(expected);
  });

  test.each(pages)('%s has its number, a context, a decision and consequences', (page) => {
    const headings = [...read(`docs/decisions/${page}`).matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!);
    expect(headings[0]).toMatch(new RegExp(`^${Number(page.slice(0, 4))}\\. `));
    expect(headings.slice(1)).toEqual(['Context', 'Decision', 'Consequences']);
  });

  test('0005 has a row for every dependency, and no other', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
    const rows = read('docs/decisions/0005-dependencies.md').match(/^\| `.+$/gm) ?? [];
    const listed = rows.flatMap((row) => spansOf(row.split('|')[1]!));
    expect(listed.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
  });
});

describe('docs/technical-description.md', () => {
  const page = read('docs/technical-description.md');
  const chart = /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

  test('has a chart of exactly the stages a plan may have', () => {
    const states = [...chart.matchAll(/^ +state "([\w-]+)" as (\w+)$/gm)];
    expect(states.map((match) => match[1])).toEqual(PLAN_STAGES);
    const ids = states.map((match) => match[2]);
    const ends = [...chart.matchAll(/^ +(\S+) --> (\S+) :/gm)].flatMap((match) => [match[1]!, match[2]!]);
    expect([...new Set(ends)].filter((id) => id !== '[*]').sort()).toEqual([...ids].sort());
  });

  test('leads in the chart from each stage to the next', () => {
    // Care is a plan of its own.
    const ids = PLAN_STAGES.filter((stage) => stage !== 'care').map((stage) => stage.replaceAll('-', '_'));
    expect(chart).toContain(' intake --> care :');
    const missing = ids.slice(1).filter((id, index) => !chart.includes(` ${ids[index]} --> ${id} :`));
    expect(missing).toEqual([]);
  });

  test('lists exactly the files that read the wall clock, but for those of one machine', () => {
    const section = /\*\*The wall clock\*\*[\s\S]*?\n## /.exec(page)?.[0] ?? '';
    const listed = [...section.matchAll(/^\| `([\w/-]+\.ts)` \|/gm)].map((match) => match[1]);
    const product = FILES.filter((path) =>
      /^(domain|database|workflows|activities|client|workers)\/.*\.ts$/.test(path),
    );
    const readers = product.filter((path) => /\b(Date|performance)\.now\b|new Date\(\)/.test(read(path)));
    expect(listed.sort()).toEqual(readers.sort());
  });

  test('lists exactly the variables that are read, with their meaning', () => {
    const section = page.split(/^### /m).find((part) => part.startsWith('Environment\n')) ?? '';
    const rows = [...section.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, name, what]) => ({ name, what }));
    expect(rows).toEqual(ENVIRONMENT);
  });
});
