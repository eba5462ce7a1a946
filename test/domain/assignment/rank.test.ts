import { describe, expect, test } from 'vitest';
import { type AssignmentCase, rankTechnicians } from '../../../domain/assignment/rank.ts';
import type { Person, PinnedPolicy } from '../../../domain/policy/pinned.ts';
import { withRules } from '../../support/policy-variants.ts';
import { DEVICE_MAKER } from '../../support/repair.ts';

function technician(id: string, skilled: Partial<Person> = {}): Person {
  return {
    id,
    roles: ['technician'],
    hours: 'visits',
    locale: 'en',
    skills: ['optics', 'power'],
    certificates: [{ name: 'electrical-safety', validUntil: '2026-12-31' }],
    regions: ['south'],
    maxOpenCases: 4,
    ...skilled,
  };
}

function team(...people: Person[]): PinnedPolicy {
  return withRules(DEVICE_MAKER, {
    people,
    assignment: {
      role: 'technician',
      regionMustMatch: true,
      needs: [
        { when: {}, skills: ['optics'], certificates: [] },
        { when: { products: ['IV-*'] }, skills: ['power'], certificates: ['electrical-safety'] },
      ],
    },
  }).pinned;
}

function work(changed: Partial<AssignmentCase> = {}, productModel = 'IV-3000'): AssignmentCase {
  const traits = { kind: 'repair', grade: 'general', urgency: 'normal', tier: 'standard', productModel } as const;
  return {
    traits,
    roles: ['technician'],
    region: 'south',
    excludedIds: [],
    preferredId: null,
    offDutyIds: [],
    today: '2026-06-01',
    ...changed,
  };
}

const lacks = (person: Person, job = work(), load = 0) =>
  rankTechnicians(team(person), job, { [person.id]: load })[0]!.lacks;

describe('a technician fits', () => {
  test('with everything that any matching need asks for', () => {
    expect(lacks(technician('a'))).toEqual([]);
    expect(lacks(technician('a', { skills: ['optics'] }))).toEqual(['skill']);
    expect(lacks(technician('a', { skills: ['power'] }))).toEqual(['skill']);
    expect(lacks(technician('a', { skills: ['optics'], certificates: [] }), work({}, 'LK-200'))).toEqual([]);
  });

  test('while the certificate is valid, its last day included', () => {
    const until = (validUntil: string) =>
      lacks(technician('a', { certificates: [{ name: 'electrical-safety', validUntil }] }));
    expect(until('2026-06-01')).toEqual([]);
    expect(until('2026-05-31')).toEqual(['certificate']);
  });

  test('in a region of the case’s, and not where the case’s is unknown', () => {
    expect(lacks(technician('a', { regions: ['north', 'south'] }))).toEqual([]);
    expect(lacks(technician('a', { regions: ['north'] }))).toEqual(['region']);
    expect(lacks(technician('a'), work({ region: null }))).toEqual(['region']);
  });

  test('below the most cases that the person carries', () => {
    expect(lacks(technician('a'), work(), 3)).toEqual([]);
    expect(lacks(technician('a'), work(), 4)).toEqual(['capacity']);
  });

  test('unless the policy keeps the person away from this case', () => {
    expect(lacks(technician('a'), work({ excludedIds: ['a'] }))).toEqual(['excluded']);
  });

  test('or lacks several things, and all are told', () => {
    const nothing = technician('a', { skills: [], certificates: [], regions: [], maxOpenCases: 0 });
    expect(lacks(nothing, work({ excludedIds: ['a'] }))).toEqual([
      'skill',
      'certificate',
      'region',
      'capacity',
      'excluded',
    ]);
  });
});

describe('the ranking', () => {
  const order = (policy: PinnedPolicy, load: Record<string, number>) =>
    rankTechnicians(policy, work(), load).map(({ personId }) => personId);

  test('puts the least loaded first, then the id', () => {
    const policy = team(technician('c'), technician('b'), technician('a'));
    expect(order(policy, { a: 2, b: 1, c: 1 })).toEqual(['b', 'c', 'a']);
  });

  test('puts those who do not fit last, the nearest miss first, however free they are', () => {
    const policy = team(
      technician('far', { skills: [], regions: [] }),
      technician('near', { regions: ['north'] }),
      technician('busy'),
    );
    expect(order(policy, { busy: 3 })).toEqual(['busy', 'near', 'far']);
  });

  test('does not depend on the order of the people', () => {
    const people = ['d', 'b', 'a', 'c'].map((id) => technician(id));
    const load = { a: 1, b: 1, c: 0, d: 0 };
    expect(order(team(...people), load)).toEqual(order(team(...people.reverse()), load));
  });

  test('holds nobody of another role', () => {
    expect(order(team(technician('a'), technician('boss', { roles: ['lead'] })), {})).toEqual(['a']);
  });
});
