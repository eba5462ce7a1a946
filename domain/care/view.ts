import type { CaseContext } from '../case/context.ts';
import type { CareState, CaseState } from '../case/state.ts';
import type { CareView } from '../case/view.ts';
import { coveredUntil } from './covered.ts';
import { upcoming } from './next.ts';

/** What people see of long-term care: when each occasion was last, and when it comes again. */
export function careView(state: CaseState, care: CareState, context: CaseContext): CareView {
  const next = upcoming(state, care, context);
  const { occasions = [], until } = context.policy.care ?? {};
  return {
    begunOn: care.begunOn ?? '',
    lastDay: until === 'warranty-end' ? coveredUntil(state, context) : null,
    occasions: occasions.flatMap(({ name, does }) => {
      const last = care.done[name];
      const nextOn = next.find(({ occasion }) => occasion.name === name)?.on ?? null;
      if (last === undefined && nextOn === null) return [];
      return [{ name, does, lastOn: last?.on ?? null, times: last?.times ?? 0, nextOn }];
    }),
    asked: care.asked.map(({ occasion }) => occasion),
    opened: care.opened,
    repairs: state.unit?.repairs ?? [],
  };
}
