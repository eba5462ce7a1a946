import type { CommandBodies } from '../../domain/case/commands.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { Notice, PinnedPolicy } from '../../domain/policy/pinned.ts';
import type { CareOccasion, CareRules } from '../../domain/policy/pinned-care.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import { CoreCase } from './core-case.ts';
import { withRules } from './policy-variants.ts';
import { DEVICE_MAKER, OPENING } from './repair.ts';

/** 2026-03-02 10:00 in Shanghai, a Monday. */
export const MONDAY_MS = Date.parse('2026-03-02T10:00:00+08:00');

/** An occasion at 10:00 that asks, unless told otherwise. */
export function occasion(name: string, one: Partial<CareOccasion> = {}): CareOccasion {
  const falls = { kind: 'every-months', months: 3, of: null } as const;
  return { name, falls, atMinuteOfDay: 600, does: 'ask', when: {}, ...one };
}

/** The device maker, with care by these rules. */
export function caring(care: Partial<CareRules>, rules: Partial<PinnedPolicy> = {}): PolicyDocument {
  const plain: CareRules = {
    hours: 'office-hours',
    answerWithinMs: 7 * DAY_MS,
    until: 'for-life',
    cases: {},
    opens: [],
    occasions: [occasion('quarterly')],
  };
  const { pinned } = DEVICE_MAKER;
  const kinds = { ...pinned.kinds, care: { stages: ['intake', 'care'], requiredFacts: [] } } as PinnedPolicy['kinds'];
  return withRules(DEVICE_MAKER, { kinds, care: { ...plain, ...care }, items: {}, clocks: [], notices: [], ...rules });
}

export function told(on: Notice['on'], to: Notice['to'], ...channels: Notice['channels']): Notice {
  return { on, to, channels, hours: 'any', emergency: 'same', class: 'normal', when: {} };
}

export const CUSTOMER = { 'customer-name': { vaultId: 'v_name' }, phone: { vaultId: 'v_phone' } } as const;

/** A unit in care since `startMs`. */
export function inCare(
  policy: PolicyDocument,
  opening: Partial<CommandBodies['OpenCase']> = {},
  startMs = MONDAY_MS,
): CoreCase {
  return new CoreCase(policy, startMs).send('OpenCase', { ...OPENING, kind: 'care', facts: CUSTOMER, ...opening });
}

/** The days on which an occasion came. */
export function daysOf(care: CoreCase, name: string): string[] {
  return care.of('OccasionDue').flatMap(({ occasion: one, on }) => (one === name ? [on] : []));
}

/** What is answered, in a word. */
export function answered(
  name: string,
  answer: 'fine' | 'question' | 'problem' | 'booked',
  noteId: string | null = null,
) {
  return { occasion: name, answer, score: null, noteId };
}
