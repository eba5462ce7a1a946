import { type Actor, COMMAND_TYPES, type CommandBodies, type CommandType } from '../../domain/case/commands.ts';
import type { StageName } from '../../domain/policy/vocabulary.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/shared/time.ts';
import { randomFrom } from '../domain/calendar/random.ts';
import { CoreCase } from './core-case.ts';
import { DEVICE_MAKER, FACTS } from './repair.ts';

type Below = (below: number) => number;
type Sent = { readonly [T in CommandType]: { readonly type: T; readonly body: CommandBodies[T] } }[CommandType];

/** One thing that happens to a case: time passes, then perhaps somebody says something, perhaps of an earlier time. */
interface Move {
  readonly atMs: number;
  readonly command: Sent | null;
  readonly by: Actor;
  readonly backMs: number;
}

const START_MS = Date.parse('2026-04-24T08:00:00+08:00');

/**
 * A case under random pressure: people who do the next thing, the wrong thing or nothing, at any hour, for weeks. The
 * same seed gives the same moves; `look` sees the case after each.
 */
export function playRandomly(seed: number, look: (play: CoreCase) => void = () => undefined): CoreCase {
  const below = randomFrom(seed);
  const play = new CoreCase(DEVICE_MAKER, START_MS, {
    openCases: { 'tech-1': below(8), 'tech-2': below(10), 'tech-4': below(6) },
    slot: () => (below(5) === 0 ? 'taken' : 'reserved'),
  });
  const opening = openingOf(below);
  play.try('OpenCase', opening);
  for (let moves = 12 + below(30); moves > 0; moves--) {
    const move = moveOf(play, below);
    play.until(move.atMs);
    if (move.command !== null) {
      const effectiveAtMs = Math.max(play.open().openedAtMs, play.nowMs - move.backMs);
      const envelope = move.backMs > 0 ? { effectiveAtMs } : {};
      play.try(move.command.type, move.command.body as never, move.by, envelope);
      play.until(move.atMs);
    }
    look(play);
  }
  return play;
}

function openingOf(below: Below): CommandBodies['OpenCase'] {
  const known = Object.entries(FACTS).filter(([name]) => name === 'phone' || below(3) > 0);
  return {
    source: 'desk',
    channel: 'hotline',
    kind: pick(below, ['repair', 'repair', 'repair', 'consultation', 'installation', 'complaint'] as const),
    urgency: below(5) === 0 ? 'emergency' : 'normal',
    tier: below(4) === 0 ? 'key' : 'standard',
    locale: null,
    facts: Object.fromEntries(known),
  };
}

function moveOf(play: CoreCase, below: Below): Move {
  const unit = pick(below, [MINUTE_MS, MINUTE_MS, HOUR_MS, HOUR_MS, DAY_MS / 4, DAY_MS]);
  const atMs = play.nowMs + (1 + below(59)) * (unit === DAY_MS ? DAY_MS / 12 : unit / 2);
  const type = below(3) > 0 ? pick(below, EXPECTED[play.open().stage.name]) : pick(below, COMMAND_TYPES);
  const command = below(5) === 0 ? null : commandOf(type, atMs, below);
  const by: Actor = { kind: 'staff', personId: pick(below, ['desk-1', 'lead-south', 'tech-1', 'nobody']) };
  return { atMs, command, by, backMs: below(5) === 0 ? below(2 * 24 * 60) * MINUTE_MS : 0 };
}

const EXPECTED: Readonly<Record<StageName, readonly CommandType[]>> = {
  intake: ['ProvideFacts'],
  'remote-help': ['RecordRemoteHelp'],
  classify: ['ClassifyCase'],
  'hand-off': ['HandOffCase'],
  assign: ['AssignTechnician'],
  appointment: ['ProposeAppointment', 'ConfirmAppointment', 'ConfirmAppointment'],
  visit: ['RecordArrival', 'RescheduleAppointment'],
  report: ['FileReport', 'SignReport'],
  callback: ['RateService'],
  'follow-up': ['AnswerFollowUp'],
  closed: ['ProvideFacts'],
};

function commandOf(type: CommandType, atMs: number, below: Below): Sent {
  const startMs = Math.floor(atMs / DAY_MS + 1 + below(4)) * DAY_MS + (1 + below(9)) * HOUR_MS;
  const slot = { startMs, endMs: startMs + HOUR_MS };
  const bodies: CommandBodies = {
    OpenCase: openingOf(below),
    ProvideFacts: {
      facts: below(2) === 0 ? FACTS : { 'product-model': { value: pick(below, ['IV-3000', 'LK-500']) } },
    },
    RecordRemoteHelp: { outcome: below(4) === 0 ? 'solved' : 'not-enough', noteId: null },
    ClassifyCase: {
      kind: pick(below, [null, null, null, 'complaint', 'repair']),
      grade: pick(below, ['simple', 'general', 'complex']),
      urgency: pick(below, [null, null, 'emergency']),
      damage: pick(below, ['none', 'none', 'user-damage']),
    },
    HandOffCase: { leadId: pick(below, [null, 'lead-north', 'desk-1']) },
    AssignTechnician: { technicianId: pick(below, [null, null, 'tech-1', 'tech-2', 'tech-4']) },
    ProposeAppointment: slot,
    ConfirmAppointment: { revision: pick(below, [null, null, null, 1]) },
    RescheduleAppointment: { ...slot, reason: 'customer-request' },
    RecordArrival: {},
    FileReport: {
      cause: pick(below, ['wear', 'user-damage']),
      parts: below(2) === 0 ? [] : [{ code: 'battery', quantity: 1 + below(2) }],
      labour: [],
      result: below(4) === 0 ? 'second-visit' : 'solved',
      priceAccepted: below(4) > 0,
      noteId: 'v_note',
    },
    SignReport: { opinion: 'satisfied', noteId: null },
    RateService: { score: 1 + below(5), noteId: null },
    AnswerFollowUp: {
      day: pick(below, [1, 3, 7]),
      answer: pick(below, ['fine', 'fine', 'question', 'problem']),
      noteId: null,
    },
    HoldCase: { reason: 'customer-away', untilMs: below(3) === 0 ? null : atMs + (1 + below(200)) * HOUR_MS },
    ResumeCase: {},
    AcknowledgeEscalation: { clockId: pick(below, [null, null, 'on-site']) },
    CloseCase: { outcome: 'withdrawn', noteId: null },
  };
  // Ending a case early in every other script would leave little to look at.
  const chosen = type === 'CloseCase' && below(4) > 0 ? 'ResumeCase' : type;
  return { type: chosen, body: bodies[chosen] } as Sent;
}

function pick<T>(below: Below, from: readonly T[]): T {
  return from[below(from.length)]!;
}
