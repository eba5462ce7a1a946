import { civilDate } from '../../shared/civil-date.ts';
import { DAY_MS } from '../../shared/time.ts';
import type { Finding } from '../fault.ts';
import { filterOf } from '../filter-of.ts';
import { matches, type Traits } from '../match.ts';
import type { Role } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';
import { plansOf } from './reach.ts';
import { traitsOf } from './traits.ts';

/** Somebody can be sent to every sort of case, and a crew of the size that it asks for. */
export function checkAssignment(source: PolicySource, nowMs: number): Finding[] {
  return [...unmetNeeds(source, nowMs), ...smallCrews(source)];
}

/** One finding a product and region, with the first sort of case that nobody fits. */
function unmetNeeds(source: PolicySource, nowMs: number): Finding[] {
  const kinds = plansOf(source).flatMap(({ kind, stages }) => (stages.includes('assign') ? [kind] : []));
  const regions = source.assignment.regionMustMatch ? source.regions : [null];
  return Object.keys(source.products).flatMap((product) =>
    regions.flatMap((region): Finding[] => {
      const unmet = traitsOf(kinds, product)
        .flatMap((traits) => rolesSent(source, traits).map((role) => ({ traits, role })))
        .find(({ traits, role }) => !somebodyFits(source, role, traits, region, nowMs));
      if (!unmet) return [];
      const { traits, role } = unmet;
      const where = region === null ? '' : ` in ${region}`;
      const message = `nobody can be sent to a ${traits.grade} ${traits.kind} of ${product}${where}; give somebody of the role ${role} the skills, the valid certificates and the region, or ask for less in assignment.needs`;
      return [{ code: 'nobody-to-assign', message, path: ['products', product] }];
    }),
  );
}

/** Every role that such a case may ask for: what turns out later, such as the cause, may choose any row that asks for it. */
function rolesSent({ assignment: { role, roles = [] } }: PolicySource, traits: Traits): readonly Role[] {
  const rows = roles.filter(({ when }) => {
    const { kinds, grades, urgencies, tiers, products } = when;
    return matches(filterOf({ kinds, grades, urgencies, tiers, products }), traits);
  });
  const certain = rows.findIndex(({ when, fromRound = 1 }) => fromRound === 1 && matches(filterOf(when), traits));
  const asked =
    certain < 0 ? [...rows.map((row) => row.role), role] : rows.slice(0, certain + 1).map((row) => row.role);
  return [...new Set(asked)];
}

function somebodyFits(source: PolicySource, role: Role, traits: Traits, region: string | null, nowMs: number): boolean {
  // A day's slack for zones: a certificate that ends today is still worth a technician.
  const today = civilDate(Math.floor(nowMs / DAY_MS) - 1);
  const needs = source.assignment.needs.filter(({ when }) => matches(filterOf(when), traits));
  const skills = needs.flatMap((need) => need.skills);
  const certificates = needs.flatMap((need) => need.certificates);
  return Object.values(source.people).some(
    (person) =>
      person.roles.includes(role) &&
      person.maxOpenCases > 0 &&
      (region === null || person.regions.includes(region)) &&
      skills.every((skill) => person.skills.includes(skill)) &&
      certificates.every((name) => (person.certificates[name] ?? '') >= today),
  );
}

/** A crew is found only among those who may have a case; whoever leads it may be one of them. */
function smallCrews({ assignment: { crew = [], role: lead, roles = [] }, people }: PolicySource): Finding[] {
  const leads = [lead, ...roles.map(({ role }) => role)];
  return crew.flatMap(({ size, with: along }, i): Finding[] => {
    const needed = leads.includes(along) ? size + 1 : size;
    const able = Object.values(people).filter(
      ({ roles: held, maxOpenCases }) => held.includes(along) && maxOpenCases > 0,
    );
    if (able.length >= needed) return [];
    const message = `${needed} are needed and ${able.length} of the role ${along} may have cases; add people (with maxOpenCases), or write a smaller size`;
    return [{ code: 'nobody-to-assign', message, path: ['assignment', 'crew', i, 'size'] }];
  });
}
