import { describe, expect, test } from 'vitest';
import { importsOf, reachableFrom, repositoryTexts, type SourceFile, sourceFiles } from './support/source-files.ts';

const FOLDERS = ['domain', 'database', 'workflows', 'activities', 'client', 'workers', 'local', 'bench'] as const;
const files = sourceFiles(...FOLDERS);

/** Who may import whom: what is not here is forbidden. `only` names the files that may, where not all of a folder may. */
interface Arrow {
  readonly to: RegExp;
  readonly only?: RegExp;
  readonly kinds?: readonly ('value' | 'type' | 'lazy')[];
}

const NODE: Arrow = { to: /^node:/ };
const TYPES = ['type'] as const;

const ARROWS: Readonly<Record<(typeof FOLDERS)[number], readonly Arrow[]>> = {
  domain: [
    { to: /^domain\// },
    // A policy is read and its zones are worked out outside the workflow, so their libraries end in these files.
    { to: /^zod$/, only: /^domain\/policy\/schema[\w-]*\.ts$/ },
    { to: /^yaml$/, only: /^domain\/policy\/read-yaml\.ts$/ },
    { to: /^temporal-polyfill$/, only: /^domain\/calendar\/(expand|lunar)\.ts$/ },
  ],
  database: [{ to: /^(domain|database)\// }, NODE, { to: /^(pg|node-pg-migrate)$/ }],
  workflows: [
    { to: /^(domain|workflows)\// },
    { to: /^@temporalio\/(workflow|common)$/ },
    // What an activity promises, never how it keeps it.
    { to: /^activities\/(report\/)?ports\.ts$/, kinds: TYPES },
  ],
  activities: [
    { to: /^(domain|database|activities)\// },
    NODE,
    { to: /^(@temporalio\/(activity|common)|pg|twilio|nodemailer|liquidjs|ical-generator|pdfkit|standardwebhooks)$/ },
  ],
  client: [
    { to: /^(domain|database|client)\// },
    // The names that both sides of a message must spell alike.
    { to: /^workflows\/(messages|report-messages|search-attributes|failures)\.ts$/ },
    NODE,
    { to: /^(@temporalio\/client|zod|pg|commander|cli-table3|picocolors|libphonenumber-js|temporal-polyfill)$/ },
    // What people write in files: scenarios, mappings, event logs, registers.
    { to: /^(yaml|csv-parse|saxes)$/, only: /^client\/(scenarios|rehearse|registers)\// },
    // What comes over HTTP: requests of machines, of providers and of people in a browser.
    { to: /^(fastify|@fastify\/[\w-]+|jose|postal-mime|twilio|liquidjs)$/, only: /^client\/(http|inbound|pages)\// },
  ],
  workers: [
    { to: /^(domain|database|workflows|activities|client|workers)\// },
    NODE,
    { to: /^(@temporalio\/[\w-]+|pino)$/ },
    // Only `aftercare dev` and `demo` bring a whole machine along.
    { to: /^local\//, only: /^workers\/main\.ts$/, kinds: ['lazy'] },
  ],
  // Wires one machine: everything that a deployment would configure.
  local: [
    { to: /^(domain|database|client|workers|local)\// },
    { to: /^workflows\/messages\.ts$/ },
    NODE,
    { to: /^(@temporalio\/(client|proto)|pg|yaml|smtp-server|postal-mime)$/ },
  ],
  // Measures the whole; nothing that ships may import it, and no other folder may import what it does.
  bench: [{ to: /./ }],
};

function forbidden(file: SourceFile): string[] {
  const arrows = ARROWS[file.folder as (typeof FOLDERS)[number]];
  return file.imports
    .filter(({ target, kind }) =>
      arrows.every(
        ({ to, only, kinds }) =>
          !to.test(target) || only?.test(file.path) === false || kinds?.includes(kind as never) === false,
      ),
    )
    .map(({ from, kind }) => `${file.path} imports ${from} (${kind})`);
}

/** Lines of code that match, as `path: line`. */
function lines(among: readonly SourceFile[], pattern: RegExp): string[] {
  return among.flatMap(({ path, code }) =>
    code.split('\n').flatMap((line) => (pattern.test(line) ? [`${path}: ${line.trim()}`] : [])),
  );
}

const places = (found: readonly string[]) => [...new Set(found.map((line) => line.split(': ')[0]))];

describe('the arrows', () => {
  test('the reader of imports sees every form of one', () => {
    const code = [
      "import a from './a.ts';\nimport {\n  b,\n  type C,\n} from '../b.ts';\nimport type { D } from 'd/e';",
      "import '@s/p/q';\nexport * from './f.ts';\nexport type { G } from './g.ts';\nconst h = await import('./h.ts');",
    ].join('\n');
    expect(importsOf(code, 'x/y.ts').map(({ target, kind }) => [target, kind])).toEqual([
      ...[
        ['x/a.ts', 'value'],
        ['b.ts', 'value'],
        ['d', 'type'],
        ['@s/p', 'value'],
        ['x/f.ts', 'value'],
      ],
      ...[
        ['x/g.ts', 'type'],
        ['x/h.ts', 'lazy'],
      ],
    ]);
    expect(files.flatMap(({ imports }) => imports).length).toBeGreaterThan(500);
  });

  test.each(FOLDERS)('%s imports only what it may', (folder) => {
    expect(files.filter((file) => file.folder === folder).flatMap(forbidden)).toEqual([]);
  });

  test('a relative import names its file, and nothing is exported without a name', () => {
    const relative = files.flatMap(({ imports }) => imports.filter(({ from }) => from.startsWith('.')));
    expect(relative.filter(({ from }) => !from.endsWith('.ts'))).toEqual([]);
    expect(lines(files, /^export default /)).toEqual([]);
  });
});

describe('the environment and the clock', () => {
  test('only workers and local read the environment', () => {
    const readers = files.filter(({ code }) => /process\.env/.test(code)).map(({ folder }) => folder);
    expect([...new Set(readers)].sort()).toEqual(['local', 'workers']);
  });

  test('the wall clock is read in a few places only', () => {
    const found = lines(
      files.filter(({ folder }) => folder !== 'local' && folder !== 'bench'),
      /\bDate\.now\b|new Date\(\)|performance\.now/,
    );
    expect(places(found).sort()).toEqual([
      'client/aftercare.ts', // when a case is opened: its calendars begin then
      'client/library/request.ts', // how long a caller has waited; it runs elsewhere
      'client/retry.ts', // how long a caller has waited; no rule sees it
      'workers/case-openers.ts', // how far skipped time is ahead of the wall, at which another case begins
      'workers/main.ts', // for people who read tables: "in 2 h"
      'workers/worker-command.ts', // when a queue was last asked for work
      'workflows/live-case.ts', // the one clock of a case
    ]);
  });
});

describe('what runs in the workflow sandbox', () => {
  const reachable = reachableFrom('workflows/index.ts', files);

  test('is the case and its rules', () => {
    const paths = reachable.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['domain/case/decide.ts', 'domain/sla/clock.ts']));
    expect([...new Set(reachable.map(({ folder }) => folder))].sort()).toEqual(['domain', 'workflows']);
  });

  test('brings no library along but Temporal’s, and nothing of Node', () => {
    const targets = reachable.flatMap(({ imports }) => imports.filter(({ kind }) => kind !== 'type'));
    const outside = new Set(targets.map(({ target }) => target).filter((target) => !target.endsWith('.ts')));
    expect([...outside].sort()).toEqual(['@temporalio/common', '@temporalio/workflow']);
  });

  test('asks no zone, no locale and no chance', () => {
    const local =
      /\bget(Hours|Day|Date|Month|FullYear|Minutes|TimezoneOffset)\(|toLocale|\bIntl\b|Math\.random|randomUUID/;
    expect(lines(reachable, local)).toEqual([]);
  });

  test('keeps nothing between two cases', () => {
    expect(lines(reachable, /^(export )?(let|var) /)).toEqual([]);
    expect(lines(reachable, /^(export )?const \w+ = (new (Map|Set|WeakMap|WeakSet|Array)\b|\[\];|\{\};)/)).toEqual([]);
  });
});

describe('sizes', () => {
  test('no file is longer than 350 lines, the median source is not longer than 120', () => {
    const tests = sourceFiles('test');
    expect([...files, ...tests].filter((file) => file.lines > 350).map(({ path }) => path)).toEqual([]);
    const sizes = files.map((file) => file.lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(120);
  });
});

describe('what is handed on', () => {
  const holding = (pattern: RegExp) => repositoryTexts().filter(({ text }) => pattern.test(text));

  test('leaves nothing to be done later', () => {
    const later = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`);
    expect(repositoryTexts().length).toBeGreaterThan(300);
    expect(holding(later).map(({ path }) => path)).toEqual([]);
  });

  test('names no package registry', () => {
    const host =
      /\bregistry\.[a-z0-9-]+\.[a-z]|\b(npm|goproxy|pypi|crates|rubygems)[a-z]*\.(org|io|com|cn)\b|"resolve[d]": "http/;
    expect(holding(host).map(({ path }) => path)).toEqual([]);
  });
});
