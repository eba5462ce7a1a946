import { beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../../client/policy-files.ts';
import { type Amendment, amendPolicy } from '../../../domain/policy/amend.ts';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import type { PolicySource } from '../../../domain/policy/schema.ts';
import { DAY_MS } from '../../../domain/shared/time.ts';
import { loadPolicy } from '../../support/policies.ts';

const NOW_MS = Date.parse('2026-03-01T00:00:00Z');

let document: PolicyDocument;
let source: PolicySource;
beforeAll(async () => {
  document = await loadPolicy('device-maker');
  // As it comes out of the database.
  source = JSON.parse(JSON.stringify(document.source)) as PolicySource;
});

const amend = (amendment: Amendment, nowMs = NOW_MS) =>
  amendPolicy(source, document.templates, amendment, { sha256, nowMs });
function next(amendment: Amendment, nowMs?: number): PolicyDocument {
  const amended = amend(amendment, nowMs);
  if ('faults' in amended) throw new Error(JSON.stringify(amended.faults));
  return amended.document;
}
function faults(amendment: Amendment): string[] {
  const amended = amend(amendment);
  return 'faults' in amended ? amended.faults.map(({ code, path }) => `${code} ${path.join('.')}`) : [];
}

test('an amendment that says what is so already gives the same version', () => {
  expect(next({}).version).toBe(document.version);
  expect(next({ travel: '120.50' }).version).not.toBe(document.version);
  expect(next({ people: { 'tech-1': { maxOpenCases: 6 } } })).toEqual(document);
});

test('what is not named stays, and what is undefined is taken away', () => {
  const { people, pinned } = next({ people: { 'tech-1': { email: undefined, skills: ['optics', 'thermal'] } } });
  expect(people['tech-1']).toEqual({ name: '林越', phone: '+8613900000005', email: null, locale: 'zh-CN' });
  expect(pinned.people.find(({ id }) => id === 'tech-1')).toMatchObject({
    skills: ['optics', 'thermal'],
    regions: ['south'],
    maxOpenCases: 6,
  });
  expect(Object.keys(people)).toEqual(Object.keys(document.people));
});

test('the version that it makes can be amended again', () => {
  const once = next({ people: { 'tech-9': { ...source.people['tech-1'], name: 'Ada' } } });
  const twice = amendPolicy(once.source!, once.templates, { travel: 99 }, { sha256, nowMs: NOW_MS });
  expect(
    'document' in twice && [twice.document.people['tech-9']?.name, twice.document.pinned.prices.travelMinor],
  ).toEqual(['Ada', 9_900]);
});

test.each<[string, Amendment, string[]]>([
  ['an id with spaces', { people: { 'a b': {} } }, ['bad-value people.a b']],
  [
    'a person of whom too little is known',
    { people: { x: { name: 'X' } } },
    ['missing people.x.locale', 'missing people.x.roles', 'missing people.x.hours'],
  ],
  ['a calendar nobody knows', { people: { 'tech-1': { hours: 'nights' } } }, ['unknown-calendar people.tech-1.hours']],
  [
    'somebody who can’t be reached',
    { people: { 'tech-1': { phone: undefined, email: undefined } } },
    ['person-unreachable people.tech-1'],
  ],
  ['a part without a price', { prices: { parts: { knob: {} } } }, ['bad-value prices.parts.knob']],
  [
    'an amount too fine to be paid',
    { prices: { labour: { diagnosis: { price: '1.001' } } } },
    ['money-digits prices.labour.diagnosis'],
  ],
])('%s is a fault where the policy would have it', (_name, amendment, expected) => {
  expect(faults(amendment)).toEqual(expected);
});

test('what time has made wrong is a warning, not a fault of the amendment', () => {
  // By then every certificate has run out, so nobody may be sent to a power device.
  const amended = amend({ travel: 99 }, NOW_MS + 1_000 * DAY_MS);
  expect(amended).toHaveProperty('document');
  expect(amended.warnings.map(({ code }) => code)).toContain('nobody-to-assign');
});
