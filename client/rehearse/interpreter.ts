import type { Actor, CommandType } from '../../domain/case/commands.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { holdsRole } from '../../domain/policy/people.ts';
import type { CalendarWindows } from '../../domain/rehearsal/calendars.ts';
import type { Interpreter, LoggedEvent, Offer } from '../../domain/rehearsal/logged-ticket.ts';
import type { ScriptedCommand } from '../../domain/rehearsal/script.ts';
import { soonestVisit } from '../../domain/rehearsal/soonest-visit.ts';
import { toCommand } from '../command.ts';
import { parseActor, parseRequest } from '../requests/parse.ts';
import { PLACEHOLDER_SEAL } from '../scenarios/placeholder-seal.ts';
import { evaluate, expressionOf, fill, type NamesOver } from './expression.ts';
import { type MappedCommand, type Mapping, VERBS } from './mapping.ts';
import { ownWords, visitLengthMs } from './own-words.ts';

/** Reads events by a mapping, for one policy. */
export function createInterpreter(mapping: Mapping, policy: PolicyDocument, windows: CalendarWindows): Interpreter {
  const namesOver = namesOf(policy);
  const { opening, steps } = mapping;

  function offer(event: LoggedEvent, type: CommandType, body: MappedCommand['body']): Offer {
    const filled = fill(body, event.cells, namesOver) as MappedCommand['body'];
    const lengthMs = visitLengthMs(type, filled);
    const { atMs } = event;
    const visit =
      lengthMs === null ? null : soonestVisit(policy.pinned.appointment, windows.reaching(atMs, atMs), atMs, lengthMs);
    const meaning = { scale: policy.pinned.callback.scale, visit: visit ?? [atMs, atMs] };
    const request = ownWords(type, filled, meaning);
    const parsed = parseRequest(type, request);
    if ('refusals' in parsed) return { type, refusal: parsed.refusals[0] };
    const by = actorOf(event);
    const envelope = { id: '', fingerprint: '', by, effectiveAtMs: null };
    const command = toCommand(parsed.request, envelope, PLACEHOLDER_SEAL) as ScriptedCommand;
    return { type, step: { atMs, by, effectiveAtMs: null, command, request } };
  }

  function actorOf({ activity, cells }: LoggedEvent): Actor {
    const expression = expressionOf(mapping.activities[activity]?.by ?? mapping.by);
    const name = expression === null ? undefined : evaluate(expression, cells, namesOver);
    return parseActor(typeof name === 'string' ? name : 'back-office:event-log');
  }

  return {
    opening: (event) => {
      const opens = opening.activities === 'any' || opening.activities.includes(event.activity);
      return opens ? offer(event, 'OpenCase', { source: 'event-log', ...opening.request }) : null;
    },
    offers: (event) => {
      const activity = mapping.activities[event.activity];
      if (activity === undefined) return [];
      const last = activity.upTo === undefined ? -1 : steps.findLastIndex(({ verb }) => verb === activity.upTo);
      return [...activity.do, ...steps.slice(0, last + 1)].map(({ verb, body }) => offer(event, VERBS[verb]!, body));
    },
    resume: (event) => offer(event, 'ResumeCase', {}),
    mayBeNothing: ({ activity }) => mapping.activities[activity]?.nothingNew === 'fine',
  };
}

/** The lists of a policy that a mapping may spread the log's words over. */
function namesOf({ products, pinned }: PolicyDocument): NamesOver {
  const holders = (role: string) => pinned.people.filter((person) => holdsRole(person, role)).map(({ id }) => id);
  const lists: Readonly<Record<string, readonly string[]>> = {
    regions: pinned.regions,
    products: Object.keys(products),
    technicians: holders(pinned.assignment.role),
    leads: holders(pinned.handOff.to),
  };
  return (over) => lists[over] ?? holders(over);
}
