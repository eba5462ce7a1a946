import { mapValues } from '../shared/map-values.ts';
import { filterOf } from './filter-of.ts';
import type { KindPlan, PinnedPolicy, RemoteHelpRules } from './pinned.ts';
import type { PolicySource } from './schema.ts';

type SourcePlan = NonNullable<PolicySource['kinds'][keyof PolicySource['kinds']]>;

/** What each kind of case goes through, as a case carries it. */
export function pinPlans(source: PolicySource) {
  const { remoteHelp } = source;
  return {
    kinds: mapValues(source.kinds, kindPlan),
    defaultKind: source.defaultKind,
    handOff: source.handOff,
    chase: { everyMs: source.chase.every, times: source.chase.times, hours: source.chase.hours },
    ...(remoteHelp === undefined ? {} : { remoteHelp: helpRules(remoteHelp) }),
  } satisfies Partial<PinnedPolicy>;
}

function helpRules({ raisesGrade, otherwise }: NonNullable<PolicySource['remoteHelp']>): RemoteHelpRules {
  return { ...(raisesGrade ? { raisesGrade } : {}), ...(otherwise === undefined ? {} : { otherwise }) };
}

function kindPlan({ plan, needs, way }: SourcePlan): KindPlan {
  const some = plan.filter((step) => typeof step === 'object');
  return {
    stages: plan.map(stageOf),
    requiredFacts: needs,
    ...(some.length === 0
      ? {}
      : { conditions: Object.fromEntries(some.map(({ stage, when }) => [stage, filterOf(when)])) }),
    ...(way === undefined ? {} : { way }),
  };
}

/** A step of a plan without what it asks for. */
export function stageOf(step: SourcePlan['plan'][number]) {
  return typeof step === 'object' ? step.stage : step;
}
