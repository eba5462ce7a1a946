import type { FaultPath, Finding } from '../fault.ts';
import type { Recipient } from '../pinned.ts';
import type { PolicySource } from '../schema.ts';

/** Everybody who is to be told exists and can be reached. */
export function checkPeople(source: PolicySource): Finding[] {
  return [...unheldRoles(source), ...unreachable(source)];
}

function unheldRoles(source: PolicySource): Finding[] {
  const held = new Set(Object.values(source.people).flatMap(({ roles }) => roles));
  const asked: [string, FaultPath][] = [
    [source.handOff.to, ['handOff', 'to']],
    [source.assignment.role, ['assignment', 'role']],
    ...assignedRoles(source),
    ...(source.visit?.reinforcedBy === undefined
      ? []
      : [[source.visit.reinforcedBy, ['visit', 'reinforcedBy']] as [string, FaultPath]]),
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

function assignedRoles({ assignment: { roles = [], crew = [], reserve } }: PolicySource): [string, FaultPath][] {
  return [
    ...roles.map(({ role }, i): [string, FaultPath] => [role, ['assignment', 'roles', i, 'role']]),
    ...crew.map((row, i): [string, FaultPath] => [row.with, ['assignment', 'crew', i, 'with']]),
    ...(reserve === undefined ? [] : [[reserve.role, ['assignment', 'reserve', 'role']] as [string, FaultPath]]),
  ];
}
