import type { Command } from '../case/commands.ts';
import type { Refusal, RefusalCode } from '../case/refusals.ts';
import type { PolicyDocument } from '../policy/document.ts';
import type { CalendarWindows } from './calendars.ts';
import type { EventFate, Interpreter, LoggedEvent, LoggedTicket, Offer, RefusedOffer } from './logged-ticket.ts';
import type { Script, ScriptRun, ScriptStep } from './script.ts';
import { type Stretch, WatchedCase } from './watched-case.ts';

/** Refusals that only say that this step is done, or that the plan does not have it. */
const PASSED_OVER: readonly RefusalCode[] = [
  'wrong-stage',
  'already-confirmed',
  'already-filed',
  'report-not-filed',
  'on-hold',
];

/** A ticket that has been lived through under a policy. */
export interface LivedTicket {
  readonly id: string;
  /** The commands that were taken; the same case comes of them on an engine. */
  readonly script: Script;
  readonly run: ScriptRun;
  /** One an event of the ticket, in order. */
  readonly fates: readonly EventFate[];
  readonly stretches: readonly Stretch[];
}

export interface LiveOptions {
  readonly windows: CalendarWindows;
  /** The end of the log: cases are watched until then. */
  readonly untilMs: number;
}

/** Lives a ticket through in the core: each event gives what the case can take at that moment. */
export function liveTicket(
  policy: PolicyDocument,
  { id, events }: LoggedTicket,
  interpreter: Interpreter,
  { windows, untilMs }: LiveOptions,
): LivedTicket {
  const lived = new WatchedCase(policy, events[0]?.atMs ?? untilMs, { windows });
  const steps: ScriptStep[] = [];
  const give = (offer: Offer): Refusal | null => {
    if ('refusal' in offer) return offer.refusal;
    const { step } = offer;
    const { by, effectiveAtMs, command } = step;
    // As run-script.ts names them, so that both lead to the same events.
    const commandId = `step-${steps.length + 1}`;
    const refusal = lived.give({ ...command, id: commandId, fingerprint: commandId, by, effectiveAtMs } as Command);
    if (refusal === null) steps.push(step);
    return refusal;
  };
  const fates = events.map((event) => {
    lived.until(event.atMs);
    return lived.state === null ? open(event, interpreter, give) : proceed(lived, event, interpreter, give);
  });
  const script: Script = { name: id, steps, untilMs, world: { openCases: {}, taken: [] } };
  if (lived.state === null) return { id, script, run: { refusals: [], events: [], view: null }, fates, stretches: [] };
  for (let due = lived.due(); due !== null && due.atMs <= untilMs; due = lived.due()) lived.until(due.atMs);
  if (lived.open().stage.name !== 'closed') lived.until(untilMs);
  lived.end(lived.nowMs);
  const run = { refusals: steps.map(() => null), events: lived.events, view: lived.view() };
  return { id, script, run, fates, stretches: lived.stretches };
}

type Give = (offer: Offer) => Refusal | null;

function open(event: LoggedEvent, interpreter: Interpreter, give: Give): EventFate {
  const opening = interpreter.opening(event);
  if (opening === null) return { fate: 'skipped', reason: 'before-opening', detail: event.activity };
  const refusal = give(opening);
  if (refusal !== null) return impossible(event, 'not opened', refusal.code);
  const { refused } = offerAll(event, interpreter, give);
  return { fate: 'used', refused };
}

function proceed(lived: WatchedCase, event: LoggedEvent, interpreter: Interpreter, give: Give): EventFate {
  const { hold, stage } = lived.open();
  const holdsAgain = interpreter.offers(event).some(({ type }) => type === 'HoldCase');
  const resumed = hold !== null && !holdsAgain && give(interpreter.resume(event)) === null;
  const { taken, passedOver, refused } = offerAll(event, interpreter, give);
  if (taken || resumed) return { fate: 'used', refused };
  if (refused.every(isOver) && interpreter.mayBeNothing(event)) return { fate: 'nothing-new' };
  const [code = 'wrong-stage'] = [...refused.map((one) => one.code), ...passedOver];
  return impossible(event, stage.name, code);
}

/** Who closes a case that the policy has closed by then says nothing new; who works on it does. */
function isOver({ command, code }: RefusedOffer): boolean {
  return command === 'CloseCase' && code === 'case-closed';
}

function offerAll(event: LoggedEvent, interpreter: Interpreter, give: Give) {
  const taken = new Set<string>();
  const passedOver: RefusalCode[] = [];
  const refused: RefusedOffer[] = [];
  for (const offer of interpreter.offers(event)) {
    const refusal = give(offer);
    if (refusal === null) taken.add(offer.type);
    else if (PASSED_OVER.includes(refusal.code)) passedOver.push(refusal.code);
    else refused.push({ command: offer.type, code: refusal.code });
  }
  // A command that was taken in a second form was not refused in the end.
  return { taken: taken.size > 0, passedOver, refused: refused.filter(({ command }) => !taken.has(command)) };
}

function impossible({ activity }: LoggedEvent, stage: string, code: string): EventFate {
  return { fate: 'skipped', reason: 'impossible', detail: `${activity}, ${stage}: ${code}` };
}
