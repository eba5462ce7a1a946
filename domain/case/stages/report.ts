import { written } from '../../policy/filter-of.ts';
import type { PinnedPolicy } from '../../policy/pinned.ts';
import { amountText } from '../../pricing/amount-text.ts';
import { chargeLines } from '../../pricing/charge-lines.ts';
import { feeMinor } from '../../pricing/fee.ts';
import { refuseUnlisted } from '../../pricing/listed.ts';
import { outcomeOfCause } from '../../warranty/causes.ts';
import type { CommandOf } from '../commands.ts';
import type { CaseContext } from '../context.ts';
import type { CaseFact } from '../events.ts';
import { hasConsented, refuseAboveQuotation } from '../items/quoted.ts';
import { accept, type Ruling, refuse, unlessStage } from '../ruling.ts';
import type { CaseState } from '../state.ts';
import { traitsOf } from '../traits.ts';
import { goesOn, refuseLeaving, refuseUnsigned } from './visit-report.ts';

/** Cause, what was done, parts and fees (S0.6); only the published list may be charged, and only with consent (S0, S1b). */
export function fileReport(state: CaseState, command: CommandOf<'FileReport'>, context: CaseContext): Ruling {
  const { policy } = context;
  const { stage, warranty } = state;
  if (stage.name !== 'report') return unlessStage(state, 'FileReport', 'report') ?? accept();
  if (stage.filed) return refuse('already-filed');
  const { cause, parts, labour, result, opinion, agreedMs, checklist, findings, noteId } = command;
  const fees = command.fees ?? [];
  const wrong = refuseLeaving(state, command, context) ?? refuseUnlisted({ parts, labour, fees }, policy.prices);
  if (wrong !== null) return { refused: wrong };
  const { currency } = policy;
  const found = written({ agreedMs, checklist, findings });
  if (outcomeOfCause(policy.warranty, warranty, cause) === 'refuse') {
    const served = parts.length + labour.length + fees.length > 0 || opinion || result !== 'solved';
    if (served) return refuse('service-refused', '/cause', { cause });
    const fee = { amountMinor: 0, currency };
    return accept({ type: 'ReportFiled', cause, parts, labour, result, fee, ...found, service: 'refused', noteId });
  }
  const unsigned = refuseUnsigned(command, policy);
  if (unsigned !== null) return { refused: unsigned };
  const traits = { ...traitsOf(state), cause };
  const job = { cause, parts, labour, fees, warranty, traits };
  const amountMinor = feeMinor(policy.prices, policy.warranty, job);
  const above = refuseAboveQuotation(state, policy, amountMinor);
  if (above !== null) return { refused: above };
  if (amountMinor > 0 && !command.priceAccepted && !hasConsented(state, policy)) {
    return refuse('price-not-accepted', '/priceAccepted', { amount: amountText(amountMinor, currency) });
  }
  const fee = { amountMinor, currency };
  // Only a receipt asks what the fee is made of.
  const lines = policy.receipts === undefined ? {} : { lines: chargeLines(policy.prices, policy.warranty, job) };
  const extra = { ...(fees.length === 0 ? {} : { fees }), ...lines };
  return accept(
    { type: 'ReportFiled', cause, parts, labour, ...extra, result, fee, ...found, noteId },
    ...signature(command, policy),
  );
}

/** Signed on the spot; or the customer is asked to sign, where the policy has a word for that. */
function signature({ opinion, result }: CommandOf<'FileReport'>, { notices }: PinnedPolicy): readonly CaseFact[] {
  if (opinion) return [{ type: 'ReportSigned', opinion, noteId: null }];
  const asks = !goesOn(result) && notices.some(({ on }) => on === 'signature-asked');
  return asks ? [{ type: 'SignatureAsked' }] : [];
}

/** The customer signs the report with an opinion (S0.5, S1l). */
export function signReport(state: CaseState, command: CommandOf<'SignReport'>): Ruling {
  const { stage } = state;
  if (stage.name !== 'report') return unlessStage(state, 'SignReport', 'report') ?? accept();
  if (!stage.filed) return refuse('report-not-filed');
  return accept({ type: 'ReportSigned', opinion: command.opinion, noteId: command.noteId });
}
