import type { FastifyInstance } from 'fastify';
import { REFUSALS } from '../../domain/case/refusals.ts';
import type { OpenApi } from './openapi.ts';
import { PROBLEMS } from './problem.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin:2rem 0 .4rem;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0}
tr+tr td{border-top:1px solid #eee}code{font-size:.92em}.method{font-weight:700;white-space:nowrap}a,code,.dim{overflow-wrap:anywhere}.dim{color:#666}
@media(max-width:40rem){tr{display:flow-root;padding:.4rem 0}tr+tr{border-top:1px solid #eee}tr+tr td{border:0}
tbody{display:block}td{display:inline;padding:0 .4rem 0 0}td:last-child{display:block}}`;

/** `/`: the routes to read, from the description; `/problems/{code}`: what a problem means. No script, nothing from elsewhere. */
export function addReadingPage(app: FastifyInstance, description: OpenApi): void {
  const page = html('Aftercare API', readingOf(description));
  app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').headers(SAFE).send(page));
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const meaning = meaningOf(request.params.code);
    if (meaning === null) return reply.callNotFound();
    const body = `<h1><code>${escaped(request.params.code)}</code></h1><p>${escaped(meaning)}</p>`;
    return reply.type('text/html; charset=utf-8').headers(SAFE).send(html(request.params.code, body));
  });
}

const SAFE = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'referrer-policy': 'no-referrer',
};

function meaningOf(code: string): string | null {
  if (Object.hasOwn(PROBLEMS, code)) return PROBLEMS[code as keyof typeof PROBLEMS][1];
  return Object.hasOwn(REFUSALS, code) ? REFUSALS[code as keyof typeof REFUSALS] : null;
}

function readingOf({ paths }: OpenApi): string {
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(rows.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map((tag) => {
    const lines = rows
      .filter(({ operation }) => operation.tags.includes(tag))
      .map(
        ({ path, method, operation }) =>
          `<tr><td class="method">${method.toUpperCase()}</td><td><code>${escaped(path)}</code></td>` +
          `<td>${escaped(operation.summary)}<br><span class="dim">${escaped(operation.description)}</span></td></tr>`,
      );
    return `<h2>${escaped(tag)}</h2><table>${lines.join('')}</table>`;
  });
  const intro =
    '<p>Send a key as <code>Authorization: Bearer …</code>, and with every change an <code>Idempotency-Key</code>. ' +
    'Bodies and answers are in <a href="/openapi.json">openapi.json</a>.</p>';
  return `<h1>Aftercare API</h1>${intro}${sections.join('')}`;
}

function html(title: string, body: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>`;
  return `<!doctype html><html lang="en"><head>${head}<style>${STYLE}</style></head><body>${body}</body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
