import { civilDate } from '../../shared/civil-date.ts';
import { DAY_MS } from '../../shared/time.ts';
import type { FaultPath, Finding } from '../fault.ts';
import { filterOf } from '../filter-of.ts';
import { matches, type Traits } from '../match.ts';
import type { Recipient } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';
import { plansOf } from './reach.ts';
import { traitsOf } from './traits.ts';

/** Everybody who is to be told or sent exists and can be reached. */
export function checkPeople(source: PolicySource, nowMs: number): Finding[] {
  return [...unheldRoles(source), ...unreachable(source), ...nobodyToAssign(source, nowMs)];
}

function unheldRoles(source: PolicySource): Finding[] {
  const held = new Set(Object.values(source.people).flatMap(({ roles }) => roles));
  const asked: [string, FaultPath][] = [
    [source.handOff.to, ['handOff', 'to']],
    [source.assignment.role, ['assignment', 'role']],
  ];
  const ask = (to: Recipient | undefined, path: FaultPath): void => {
    if (to?.kind === 'role') asked.push([to.role, path]);
  };
  for (const [id, { warn }] of Object.entries(source.clocks)) ask(warn, ['clocks', id, 'warn']);
  for (const [id, steps] of Object.entries(source.ladders)) {
    steps.forEach(({ notify }, i) => {
      ask(notify, ['ladders', id, i, 'notify']);
    });
  }
  for (const [name, { owner, by, bands, topics = {} }] of Object.entries(source.items ?? {})) {
    if (owner?.kind === 'role') asked.push([owner.role, ['items', name, 'owner']]);
    if (by !== undefined) asked.push([by, ['items', name, 'by']]);
    for (const [topic, to] of Object.entries(topics)) {
      if (to.kind === 'role') asked.push([to.role, ['items', name, 'topics', topic]]);
    }
    bands?.forEach((band, i) => {
      asked.push([band.by, ['items', name, 'bands', i, 'by']]);
    });
  }
  source.notices.forEach(({ to }, i) => {
    ask(to, ['notices', i, 'to']);
  });
  return asked
    .filter(([role]) => source.roles.includes(role) && !held.has(role))
    .map(([role, path]) => ({
      code: 'nobody-holds-role',
      message: `nobody holds the role ${role}; write it into the roles of at least one of the people`,
      path,
    }));
}

function unreachable(source: PolicySource): Finding[] {
  return Object.entries(source.people)
    .filter(([, { phone, email }]) => phone === undefined && email === undefined)
    .map(([id]) => ({
      code: 'person-unreachable',
      message: `${id} has neither phone nor email; write at least one of them`,
      path: ['people', id],
    }));
}

/** One finding a product and region, with the first sort of case nobody may be sent to. */
function nobodyToAssign(source: PolicySource, nowMs: number): Finding[] {
  const kinds = plansOf(source).flatMap(({ kind, stages }) => (stages.includes('assign') ? [kind] : []));
  const regions = source.assignment.regionMustMatch ? source.regions : [null];
  return Object.keys(source.products).flatMap((product) =>
    regions.flatMap((region): Finding[] => {
      const unmet = traitsOf(kinds, product).find((traits) => !somebodyFits(source, traits, region, nowMs));
      if (!unmet) return [];
      const where = region === null ? '' : ` in ${region}`;
      const message = `nobody can be sent to a ${unmet.grade} ${unmet.kind} of ${product}${where}; give a ${source.assignment.role} the skills, the valid certificates and the region, or ask for less in assignment.needs`;
      return [{ code: 'nobody-to-assign', message, path: ['products', product] }];
    }),
  );
}

function somebodyFits(source: PolicySource, traits: Traits, region: string | null, nowMs: number): boolean {
  // A day's slack for zones: a certificate that ends today is still worth a technician.
  const today = civilDate(Math.floor(nowMs / DAY_MS) - 1);
  const needs = source.assignment.needs.filter(({ when }) => matches(filterOf(when), traits));
  const skills = needs.flatMap((need) => need.skills);
  const certificates = needs.flatMap((need) => need.certificates);
  return Object.values(source.people).some(
    (person) =>
      person.roles.includes(source.assignment.role) &&
      person.maxOpenCases > 0 &&
      (region === null || person.regions.includes(region)) &&
      skills.every((skill) => person.skills.includes(skill)) &&
      certificates.every((name) => (person.certificates[name] ?? '') >= today),
  );
}
