import { peopleSent } from '../../domain/assignment/team.ts';
import type { Actor, CommandType } from '../../domain/case/commands.ts';
import type { Refusal } from '../../domain/case/refusals.ts';
import { suggest } from '../../domain/policy/did-you-mean.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import { holdsRole } from '../../domain/policy/people.ts';
import type { CalendarWindows } from '../../domain/rehearsal/calendars.ts';
import type { Interpreter, LoggedEvent, Offer } from '../../domain/rehearsal/logged-ticket.ts';
import type { ScriptedCommand } from '../../domain/rehearsal/script.ts';
import { soonestVisit } from '../../domain/rehearsal/soonest-visit.ts';
import { toCommand } from '../command.ts';
import { NOTHING_FOUND } from '../found.ts';
import { type Marker, markerOf } from '../marks.ts';
import { parseWithoutRegister } from '../registers/without.ts';
import { parseActor } from '../requests/parse.ts';
import { PLACEHOLDER_SEAL } from '../scenarios/placeholder-seal.ts';
import { evaluate, expressionOf, fill, type NamesOver } from './expression.ts';
import { LogFault } from './log-rows.ts';
import { type MappedCommand, type Mapping, VERBS } from './mapping.ts';
import { ownWords, visitLengthMs } from './own-words.ts';

/** Reads events by a mapping, for one policy. */
export function createInterpreter(mapping: Mapping, policy: PolicyDocument, windows: CalendarWindows): Interpreter {
  const namesOver = namesOf(policy);
  const { opening, steps } = mapping;
  const actors = remembering(parseActor);
  const translate = translator(markerOf(policy));

  function offer(event: LoggedEvent, type: CommandType, body: MappedCommand['body']): Offer {
    const filled = fill(body, event.cells, namesOver) as MappedCommand['body'];
    const lengthMs = visitLengthMs(type, filled);
    const { atMs } = event;
    const visit =
      lengthMs === null ? null : soonestVisit(policy.pinned.appointment, windows.reaching(atMs, atMs), atMs, lengthMs);
    const meaning = { scale: policy.pinned.callback.scale, visit: visit ?? [atMs, atMs] };
    const request = ownWords(type, filled, meaning);
    const said = translate(type, request);
    if ('refusal' in said) return { type, refusal: said.refusal };
    return { type, step: { atMs, by: actorOf(event), effectiveAtMs: null, command: said.command, request } };
  }

  function actorOf({ activity, cells }: LoggedEvent): Actor {
    const expression = expressionOf(mapping.activities[activity]?.by ?? mapping.by);
    const name = expression === null ? undefined : evaluate(expression, cells, namesOver);
    return actors(typeof name === 'string' ? name : 'back-office:event-log');
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

type Said = { readonly command: ScriptedCommand } | { readonly refusal: Refusal };

/** Requests as commands. A log says the same few things again and again, so what was translated is kept. */
function translator(marker: Marker): (type: CommandType, request: object) => Said {
  const said = remembering((text: string): Said => {
    const space = text.indexOf(' ');
    const parsed = parseWithoutRegister(text.slice(0, space) as CommandType, text.slice(space + 1));
    if ('refusals' in parsed) return { refusal: parsed.refusals[0] };
    const found = 'facts' in parsed.request ? marker(parsed.request.facts) : NOTHING_FOUND;
    const { id, fingerprint, by, effectiveAtMs, ...command } = toCommand(
      parsed.request,
      NOBODY,
      PLACEHOLDER_SEAL,
      found,
    );
    return { command: command as ScriptedCommand };
  });
  return (type, request) => said(`${type} ${JSON.stringify(request)}`);
}

/** Who and when is a step's own; it takes the place of these. */
const NOBODY = { id: '', fingerprint: '', by: { kind: 'engine' }, effectiveAtMs: null } as const;

const ANSWERS_KEPT = 2_000;

function remembering<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= ANSWERS_KEPT) known.clear();
    const answer = ask(text);
    known.set(text, answer);
    return answer;
  };
}

/** The lists of a policy that a mapping may spread the log's words over. */
function namesOf({ products, pinned }: PolicyDocument): NamesOver {
  const holders = (role: string) => pinned.people.filter((person) => holdsRole(person, role)).map(({ id }) => id);
  const lists: Readonly<Record<string, readonly string[]>> = {
    regions: pinned.regions,
    products: Object.keys(products),
    technicians: peopleSent(pinned).map(({ id }) => id),
    leads: holders(pinned.handOff.to),
  };
  return (over) => {
    const names = lists[over] ?? holders(over);
    if (names.length > 0) return names;
    const known = [...Object.keys(lists), ...new Set(pinned.people.flatMap(({ roles }) => roles))];
    throw new LogFault(
      'unknown-list',
      `The mapping spreads words over ${over}, and the policy ${pinned.id} has nobody and nothing there.`,
      `Mend the mapping: ${suggest(over, known)}`,
    );
  };
}
