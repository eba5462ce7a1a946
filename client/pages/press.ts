import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyReply } from 'fastify';
import { Liquid } from 'liquidjs';
import type { PageLocale } from './locale.ts';

const FOLDER = new URL('templates/', import.meta.url);
const STYLE = readFileSync(new URL('page.css', FOLDER), 'utf8');
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Every value is escaped where it is printed; a value is never read as a template. */
const engine = new Liquid({
  root: fileURLToPath(FOLDER),
  extname: '.liquid',
  cache: true,
  outputEscape: 'escape',
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
});

/** What every page has besides its own values. */
export interface PageFrame {
  readonly locale: PageLocale;
  readonly title: string;
  /** Whose page it is; empty where nobody's. */
  readonly organisation: string;
}

/** A page of `templates/<name>.liquid` in the one layout. */
export function printPage(name: string, frame: PageFrame, values: object): string {
  return engine.renderFileSync(name, { ...values, ...frame, style: STYLE }) as string;
}

/** Nothing from elsewhere, no script, in nobody's frame; no address leaks to where a link leads; not found by searching. */
const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

export function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).headers(HEADERS).type('text/html; charset=utf-8').send(html);
}

/** After a form was taken: the browser shows the page it goes to, and a reload sends nothing again. */
export function sendOn(reply: FastifyReply, to: string): FastifyReply {
  return reply.code(303).headers(HEADERS).header('location', to).send();
}
