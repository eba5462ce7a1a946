import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import * as vocabulary from '../../../domain/policy/vocabulary.ts';
import { loadPolicy } from '../../support/policies.ts';

const ROOT = new URL('../../../', import.meta.url);
const FOLDERS = ['domain', 'workflows', 'activities', 'client', 'database', 'workers'];

interface Source {
  readonly path: string;
  readonly text: string;
  /** Without comments, which may give an example. */
  readonly code: string;
}

const sources: readonly Source[] = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|sql)$/.test(path))
    .map((path) => {
      const text = readFileSync(new URL(`${folder}/${path}`, ROOT), 'utf8');
      return { path: `${folder}/${path}`, text, code: withoutComments(text) };
    }),
);

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

/** Ids that are words of the engine as well: stages, facts, milestones, and whoever carries a case. */
const SHARED_WORDS: readonly string[] = [
  ...Object.values(vocabulary).flatMap((words) => (Array.isArray(words) ? words : Object.keys(words))),
  ...['lead', 'technician', 'desk'],
];

/** The policy that comes with the engine is what its help shows, and what a fresh machine is set up with. */
const EXAMPLES = [
  ['device-maker', 'client/cli/other-groups.ts'],
  ['device-maker', 'workers/config.ts'],
];

let policy: PolicyDocument;
beforeAll(async () => {
  policy = await loadPolicy('device-maker');
});

/** Every name that a company chooses: people, roles, calendars, clocks, products, parts, skills, regions. */
function idsOf({ pinned, calendars, products, id }: PolicyDocument): string[] {
  const ids = [
    id,
    ...pinned.people.flatMap((person) => [person.id, ...person.roles, ...person.skills]),
    ...pinned.people.flatMap(({ certificates }) => certificates.map(({ name }) => name)),
    ...pinned.regions,
    ...pinned.clocks.map((clock) => clock.id),
    ...Object.keys({ ...pinned.ladders, ...calendars, ...products, ...pinned.prices.parts, ...pinned.prices.labour }),
  ];
  return [...new Set(ids)].filter((name) => !SHARED_WORDS.includes(name));
}

function placesOf(needle: RegExp, where: 'text' | 'code'): string[] {
  return sources.filter((source) => needle.test(source[where])).map(({ path }) => path);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('the engine knows no company', () => {
  test('no id of the device maker’s policy is written in it', () => {
    const ids = idsOf(policy);
    expect(ids.length).toBeGreaterThan(30);
    const found = ids.flatMap((name) =>
      placesOf(new RegExp(`['"\`/]${escaped(name)}['"\`/]`), 'code').map((path) => [name, path]),
    );
    expect(found).toEqual(EXAMPLES);
  });

  test('no name, number or address of its people and products is', () => {
    const names = [
      ...Object.values(policy.people).flatMap(({ name, phone, email }) => [name, phone, email]),
      ...Object.values(policy.organisation).flatMap(({ name, hotline }) => [name, hotline]),
      ...Object.values(policy.products).flatMap(({ name }) => Object.values(name)),
      ...Object.values(policy.senders).filter((sender) => typeof sender === 'string'),
    ].filter((name) => name !== null);
    expect(names.flatMap((name) => placesOf(new RegExp(escaped(name)), 'text').map((path) => [name, path]))).toEqual(
      [],
    );
  });

  test('no text that its customers read is', () => {
    const sentences = Object.values(policy.templates)
      .flatMap((texts) => Object.values(texts))
      .flatMap((text) => text.split(/\{[{%].*?[}%]\}|[\n.,:;，。：]/))
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence.length > 20 || /[\u4e00-\u9fff]{4}/.test(sentence));
    expect(sentences.length).toBeGreaterThan(50);
    expect(sentences.filter((sentence) => placesOf(new RegExp(escaped(sentence)), 'text').length > 0)).toEqual([]);
  });
});

/** Lengths of time that the rules have of their own, and why no policy sets them. */
const OWN_LENGTHS: Readonly<Record<string, readonly string[]>> = {
  'domain/shared/time.ts': ['60 * SECOND_MS', '60 * MINUTE_MS', '24 * HOUR_MS'],
  // A guard against a mistyped year, not a promise.
  'domain/case/stages/any-stage.ts': ['365 * DAY_MS'],
  // How long somebody may think over times that are offered; the policy says which may be.
  'domain/appointment/free-slots.ts': ['15 * MINUTE_MS'],
  // Turns milliseconds into days for a sentence.
  'domain/case/stages/appointment.ts': ['24 * HOUR_MS'],
  // How far back care looks besides its running clocks; calendars answer for what is longer ago, too, but for the hours.
  'domain/case/calendar-window.ts': ['40 * DAY_MS'],
  // How far ahead the engine works out calendars; no answer depends on it.
  'domain/calendar/wait.ts': ['30 * DAY_MS'],
  'domain/rehearsal/calendars.ts': ['30 * DAY_MS'],
  // The retries of Standard Webhooks, between machines.
  'domain/outward/retries.ts': [
    ...['5 * SECOND_MS', '5 * MINUTE_MS', '30 * MINUTE_MS'],
    ...[2, 5, 10, 14, 20, 24].map((hours) => `${hours} * HOUR_MS`),
  ],
  // A week, in which hours come round again.
  'domain/policy/check/waits.ts': ['7 * DAY_MS'],
};

test('every limit comes from the policy: the rules hold no length of time of their own', () => {
  const lengths = sources
    .filter(({ path }) => path.startsWith('domain/'))
    .flatMap(({ path, code }): [string, string[]][] => {
      const found = code.match(/\d[\d_]* \* (SECOND|MINUTE|HOUR|DAY)_MS|\b\d{1,3}(_\d{3})*_000\b/g) ?? [];
      return found.length === 0 ? [] : [[path, found.filter((length) => length !== '1_000')]];
    });
  expect(Object.fromEntries(lengths)).toEqual(OWN_LENGTHS);
});
