import type { CaseView } from '../case/view.ts';
import type { MessageIntent } from '../notice/intent.ts';
import { partsOf } from '../policy/item-words.ts';
import type { NoticeOccasion, PinnedPolicy } from '../policy/pinned.ts';
import { FACT_NAMES, type FactName } from '../policy/vocabulary.ts';
import { assertNever } from '../shared/assert-never.ts';

interface Scale {
  readonly lowest: number;
  readonly highest: number;
}

/** What a message asks its customer, as far as a text can answer it. */
export type Question =
  | { readonly kind: 'appointment'; readonly revision: number }
  | { readonly kind: 'rating'; readonly round: number; readonly scale: Scale }
  | { readonly kind: 'follow-up'; readonly round: number; readonly day: number }
  | { readonly kind: 'occasion'; readonly occasion: string; readonly ordinal: number; readonly scale: Scale | null }
  | { readonly kind: 'quotation'; readonly itemId: string }
  | { readonly kind: 'facts'; readonly missing: readonly FactName[] };

/** What of a message tells what it asks. */
export interface Asking extends Pick<MessageIntent, 'key' | 'params'> {
  readonly purpose: NoticeOccasion;
}

/** The question of a message to a customer; null when it only tells. */
export function questionOf({ key, purpose, params }: Asking, policy: PinnedPolicy): Question | null {
  switch (purpose) {
    case 'appointment-proposed':
      return { kind: 'appointment', revision: Number(params.revision) };
    case 'callback-asked':
    case 'callback-asked-again':
      return { kind: 'rating', round: roundOf(key), scale: policy.callback.scale };
    case 'follow-up-asked':
      return { kind: 'follow-up', round: roundOf(key), day: Number(params.day) };
    case 'facts-chased': {
      const missing = Array.isArray(params.missing) ? params.missing : [params.missing];
      return { kind: 'facts', missing: FACT_NAMES.filter((name) => missing.includes(name)) };
    }
    default:
      return questionOfNamed(purpose, params, policy);
  }
}

/** Of what a policy has its own names for: items and occasions of care. */
function questionOfNamed(purpose: string, params: Asking['params'], policy: PinnedPolicy): Question | null {
  const { name = '', step } = partsOf(purpose) ?? {};
  if (step === 'sent' && policy.items?.[name]?.is === 'quotation') {
    return { kind: 'quotation', itemId: String(params.itemId) };
  }
  const occasion = policy.care?.occasions.find((one) => one.name === name);
  if (step !== 'due' || (occasion?.does !== 'ask' && occasion?.does !== 'rate')) return null;
  const scale = occasion.does === 'rate' ? policy.callback.scale : null;
  return { kind: 'occasion', occasion: name, ordinal: Number(params.ordinal), scale };
}

/** Keys of what is asked once a round say which: `C-…/callback-asked/round-2-n1/customer/sms`. */
function roundOf(key: string): number {
  return Number(/\/round-(\d+)-/.exec(key)?.[1] ?? 1);
}

/** Whether the case still asks this: a late answer must not be taken for one to what was asked since. */
export function isStillAsked(question: Question, { round, care }: Pick<CaseView, 'round' | 'care'>): boolean {
  switch (question.kind) {
    case 'rating':
    case 'follow-up':
      return question.round === round;
    case 'occasion':
      return care?.occasions.find(({ name }) => name === question.occasion)?.times === question.ordinal;
    // The case compares revision, item and facts by itself.
    case 'appointment':
    case 'quotation':
    case 'facts':
      return true;
    default:
      return assertNever(question);
  }
}
