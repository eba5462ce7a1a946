import type { CaseContext } from '../../domain/case/context.ts';
import type { Facts } from '../../domain/case/facts.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { FACT_NAMES, FACTS as FACT_PLACES, type FactName } from '../../domain/policy/vocabulary.ts';
import { civilDate } from '../../domain/shared/civil-date.ts';
import { DAY_MS } from '../../domain/shared/time.ts';
import type { Pick } from './random-bodies.ts';

/** Facts that assignment and warranty look at. */
const PLAIN: readonly FactName[] = [
  'birthday',
  'customer-zone',
  'region',
  'product-model',
  'purchase-date',
  'acceptance-date',
  'proof',
  'fault',
  'preferred-technician',
];

/** What the kind still lacks; or some facts, one of which may not be. */
export function factsOf(pick: Pick, context: CaseContext, state: CaseState | null): Facts {
  const { policy, nowMs } = context;
  const needed = policy.kinds[state?.kind ?? policy.defaultKind]?.requiredFacts ?? [];
  const names = pick<readonly FactName[]>(
    [[...new Set([...needed, ...PLAIN])], needed, PLAIN, FACT_NAMES.slice(0, 3)],
    [[]],
  );
  const today = civilDate(Math.floor(nowMs / DAY_MS));
  const plain: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
    region: [policy.regions, ['nowhere']],
    'product-model': [['A-1', 'B-7', 'LK-200', 'IV-3000'], ['unheard-of']],
    'acceptance-date': [['2025-12-01', today], ['2031-01-01']],
    proof: [['receipt', 'certificate'], []],
    'preferred-technician': [['tom', 'una', 'tim'], ['a-stranger']],
    'excluded-technician': [['tom'], []],
    birthday: [['--02-29', '--03-30', '--04-02'], []],
    'customer-zone': [policy.quiet?.zones ?? [], ['Atlantic/Azores']],
    fault: [policy.faults ?? [], ['no-fault-of-ours']],
    'purchase-date': [
      ['2025-11-20', today, '2019-02-28'],
      ['2025-02-30', '2031-01-01'],
    ],
  };
  const listed = names.filter(
    (name) =>
      (name !== 'fault' || policy.faults !== undefined) && (name !== 'customer-zone' || policy.quiet !== undefined),
  );
  const all = listed.map((name) => [name, factOf(pick, name, plain[name])]);
  return Object.fromEntries([...all, ...pick([[]], [[['shoe-size', { value: '44' }]]])]);
}

function factOf(pick: Pick, name: FactName, values: readonly [readonly string[], readonly string[]] | undefined) {
  return FACT_PLACES[name] === 'vault' || values === undefined ? { vaultId: `v_${name}` } : { value: pick(...values) };
}
