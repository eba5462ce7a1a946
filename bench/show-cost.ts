import type { CaseCost, Payloads } from './cost.ts';
import { table } from './tables.ts';

const COUNTS = ['events', 'historyBytes', 'transitions', 'actions', 'workflowTasks', 'activities', 'updates', 'timers'];
const WORDS: Readonly<Record<string, string>> = {
  events: 'history events',
  historyBytes: 'history bytes',
  transitions: 'state transitions',
  actions: 'actions',
  workflowTasks: 'workflow tasks',
  activities: 'activities',
  updates: 'updates',
  timers: 'timers started',
  start: 'payload bytes: start',
  updateAnswers: 'payload bytes: answers to updates',
  activityInputs: 'payload bytes: to activities',
  activityResults: 'payload bytes: from activities',
};

/** One case of each sort beside the others. */
export function showCost(costs: Readonly<Record<string, CaseCost>>): string {
  const names = Object.keys(costs);
  const row = (word: string, of: (cost: CaseCost) => number) => [
    word,
    ...names.map((name) => String(of(costs[name]!))),
  ];
  const counts = COUNTS.map((key) => row(WORDS[key] ?? key, (cost) => cost[key as 'events']));
  const payloads = (['start', 'updates', 'updateAnswers', 'activityInputs', 'activityResults'] as const).map((key) =>
    row(
      key === 'updates' ? 'payload bytes: updates' : (WORDS[key] ?? key),
      ({ payloads }) => payloads[key satisfies keyof Payloads],
    ),
  );
  return [`What one case costs on Temporal:`, table(['a case', ...names], [...counts, ...payloads])].join('\n');
}
