import { minorDigits } from '../../policy/units.ts';
import { feeMinor } from '../../pricing/fee.ts';
import type { CommandOf, UsedItem } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';

/** Cause, what was done, parts and fees (S0.6); only the published list may be charged, and only with consent (S0, S1b). */
export function fileReport(state: CaseState, command: CommandOf<'FileReport'>, { policy }: CaseContext): Ruling {
  const { stage } = state;
  if (stage.name !== 'report') return unlessStage(state, 'FileReport', 'report') ?? accept();
  if (stage.filed) return refuse('already-filed');
  const { cause, parts, labour, result, opinion, noteId } = command;
  if (opinion && result === 'second-visit') return refuse('nothing-to-sign', '/opinion');
  const { prices } = policy;
  const wrong =
    refuseItems(parts, prices.parts, 'part-not-on-price-list', '/parts') ??
    refuseItems(labour, prices.labour, 'labour-not-on-price-list', '/labour');
  if (wrong !== null) return wrong;
  const amountMinor = feeMinor(prices, policy.warranty, state.warranty, { cause, parts, labour });
  if (amountMinor > 0 && !command.priceAccepted) {
    const digits = minorDigits(policy.currency);
    const amount = `${(amountMinor / 10 ** digits).toFixed(digits)} ${policy.currency}`;
    return refuse('price-not-accepted', '/priceAccepted', { amount });
  }
  const fee = { amountMinor, currency: policy.currency };
  return accept(
    { type: 'ReportFiled', cause, parts, labour, result, fee, noteId },
    ...(opinion ? [{ type: 'ReportSigned', opinion, noteId: null } as const] : []),
  );
}

/** The customer signs the report with an opinion (S0.5, S1l). */
export function signReport(state: CaseState, command: CommandOf<'SignReport'>): Ruling {
  const { stage } = state;
  if (stage.name !== 'report') return unlessStage(state, 'SignReport', 'report') ?? accept();
  if (!stage.filed) return refuse('report-not-filed');
  return accept({ type: 'ReportSigned', opinion: command.opinion, noteId: command.noteId });
}

function refuseItems(
  items: readonly UsedItem[],
  list: Readonly<Record<string, number>>,
  code: 'part-not-on-price-list' | 'labour-not-on-price-list',
  place: string,
): Ruling | null {
  for (const [index, { code: value, quantity }] of items.entries()) {
    if (!Object.hasOwn(list, value)) return refuse(code, `${place}/${index}/code`, { value });
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > 999) {
      return refuse('quantity-out-of-range', `${place}/${index}/quantity`, { value });
    }
  }
  return null;
}
