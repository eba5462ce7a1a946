import type { CommandType } from '../../domain/case/commands.ts';
import { readDuration } from '../../domain/policy/units.ts';
import type { Span } from '../../domain/shared/time.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a mapping's own words stand for at one moment under one policy. */
export interface Meaning {
  readonly scale: { readonly lowest: number; readonly highest: number };
  /** The first visit that the policy allows. */
  readonly visit: Span;
}

/** Length of the visit that a body asks for, in ms; null for any other body. */
export function visitLengthMs(type: CommandType, body: Body): number | null {
  if (type !== 'ProposeAppointment') return null;
  const reading = readDuration(String(body.length ?? ''));
  return 'value' in reading ? reading.value : null;
}

/** What is wrong with a body that is written in words of the mapping, or null. */
export function ownWordsFault(type: CommandType, body: Body): string | null {
  if (type !== 'ProposeAppointment') return null;
  const { start, length, ...others } = body;
  if (start === 'soonest' && (visitLengthMs(type, body) ?? 0) > 0 && Object.keys(others).length === 0) return null;
  return 'a log knows no appointments; write schedule: { start: soonest, length: 1h }';
}

/** A body as a request has it: `score: lowest` on the policy's scale, `start: soonest` as a time. */
export function ownWords(type: CommandType, body: Body, { scale, visit }: Meaning): Body {
  if (type === 'ProposeAppointment') return { start: iso(visit[0]), end: iso(visit[1]) };
  if (type !== 'RateService') return body;
  const { score } = body;
  return score === 'lowest' || score === 'highest' ? { ...body, score: scale[score] } : body;
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
