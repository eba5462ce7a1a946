import type { Endpoint } from '../../../database/event-endpoints.ts';
import { HOUR_MS } from '../../../domain/shared/time.ts';
import type { ShownEndpoint } from '../../endpoints.ts';
import type { Frame } from '../case-picture.ts';
import type { Action, Session } from '../session.ts';
import { printable } from '../style.ts';
import { renderTable } from '../table.ts';
import { absolute, duration } from '../time.ts';

export interface AddEndpointFlags {
  readonly events?: readonly string[];
  readonly allowPrivate?: true;
}

export function addEndpointAction(url: string, { events, allowPrivate }: AddEndpointFlags): Action {
  return async (session) => {
    const request = { url, types: events ?? null, reach: allowPrivate ? 'private' : 'public' } as const;
    const shown = await session.aftercare.addEndpoint(session.organisation, request);
    showSecret(session, shown);
    session.say(`${shown.endpoint.id} hears of what happens from now on, as soon as a worker runs.`);
    return undefined;
  };
}

export const listEndpointsAction: Action = async (session) => {
  const endpoints = await session.aftercare.listEndpoints(session.organisation);
  const frame = await session.frame();
  const empty = `No endpoint yet. Add one: ${session.hint('endpoint add https://erp.example.com/aftercare')}`;
  session.print(endpoints, () => (endpoints.length === 0 ? empty : renderEndpoints(endpoints, frame)));
  const disabled = endpoints.find(({ code }) => code === 'gone' || code === 'gave-up');
  if (disabled) session.say(`When it takes events again: ${session.hint(`endpoint enable ${disabled.id}`)}`);
  return undefined;
};

export function showEndpointAction(id: string): Action {
  return async (session) => {
    show(session, await session.aftercare.showEndpoint(session.organisation, id), await session.frame());
    return undefined;
  };
}

export function enableEndpointAction(id: string): Action {
  return async (session) => {
    show(session, await session.aftercare.enableEndpoint(session.organisation, id), await session.frame());
    return undefined;
  };
}

export function disableEndpointAction(id: string): Action {
  return async (session) => {
    show(session, await session.aftercare.disableEndpoint(session.organisation, id), await session.frame());
    return undefined;
  };
}

export function rotateEndpointAction(id: string, overlapHours: number): Action {
  return async (session) => {
    const overlapMs = overlapHours * HOUR_MS;
    showSecret(session, await session.aftercare.rotateEndpoint(session.organisation, id, overlapMs));
    const before = overlapHours === 0 ? 'signs no more' : `signs along for ${duration(overlapMs)}`;
    session.say(`The secret before ${before}.`);
    return undefined;
  };
}

export function removeEndpointAction(id: string): Action {
  return async (session) => {
    await session.aftercare.removeEndpoint(session.organisation, id);
    session.print({ id, removed: true }, () => `${id} hears nothing any more.`);
    return undefined;
  };
}

/** The secret alone on stdout, so that it can be piped to where it is kept. */
function showSecret(session: Session, shown: ShownEndpoint): void {
  session.print(shown, () => shown.secret);
  session.say('Keep it now: it is not shown again. What is posted is signed with it, as Standard Webhooks has it.');
}

function show(session: Session, endpoint: Endpoint, frame: Frame): void {
  session.print(endpoint, () => {
    const { times, style } = frame;
    return [
      `${style.bold(endpoint.id)}  ${standing(endpoint, frame)}`,
      `  posts to  ${printable(endpoint.url)}${endpoint.reach === 'private' ? '  (private addresses allowed)' : ''}`,
      `  events    ${endpoint.types?.join(', ') ?? 'all'}`,
      `  added     ${absolute(endpoint.addedAtMs, times)}`,
      `  waiting   ${waiting(endpoint)}`,
    ].join('\n');
  });
}

function renderEndpoints(endpoints: readonly Endpoint[], frame: Frame): string {
  const rows = endpoints.map((endpoint) => [
    endpoint.id,
    standing(endpoint, frame),
    endpoint.types?.join(', ') ?? 'all',
    waiting(endpoint),
    printable(endpoint.url),
  ]);
  return renderTable({ head: ['ENDPOINT', 'STATE', 'EVENTS', 'WAITING', 'URL'], rows, columns: frame.columns });
}

function standing({ state, code, failing }: Endpoint, { style }: Frame): string {
  if (state === 'disabled') return style.bad(`disabled (${code ?? 'by-hand'})`);
  return failing > 0 ? style.warn('failing') : style.good('enabled');
}

/** `3 cases, 1 of them refused (http-500)` */
function waiting({ waiting: cases, failing, lastFailure }: Endpoint): string {
  if (cases === 0) return 'nothing';
  const refused = failing === 0 ? '' : `, ${failing} of them refused (${lastFailure ?? 'no answer'})`;
  return `${cases} ${cases === 1 ? 'case' : 'cases'}${refused}`;
}
