import type { Command } from '../case/commands.ts';
import type { PolicyDocument } from '../policy/document.ts';
import { type CalendarWindows, calendarWindows } from './calendars.ts';
import type { Script, ScriptedWorld, ScriptRun } from './script.ts';
import { toldReports } from './told-reports.ts';
import { VirtualCase, type World } from './virtual-case.ts';

/** Lives a script through in the core alone. `windows` may be shared by all scripts of one policy; `Lives` is the sort of case. */
export function runScript(
  policy: PolicyDocument,
  script: Script,
  windows: CalendarWindows = calendarWindows(policy),
  Lives: typeof VirtualCase = VirtualCase,
): ScriptRun {
  const startMs = script.steps[0]?.atMs ?? script.untilMs;
  const lived = new Lives(policy, startMs, { world: worldOf(script.world), windows });
  const refusals = script.steps.map(({ atMs, by, effectiveAtMs, command }, index) => {
    const id = `step-${index + 1}`;
    return lived.until(atMs).give({ ...command, id, fingerprint: id, by, effectiveAtMs } as Command);
  });
  if (lived.state === null) return { refusals, events: [], view: null };
  for (let due = lived.due(); due !== null && due.atMs <= script.untilMs; due = lived.due()) lived.until(due.atMs);
  if (lived.open().stage.name !== 'closed') lived.until(script.untilMs);
  const run = { refusals, events: lived.events, view: lived.view() };
  return script.reports === undefined ? run : { ...run, reports: toldReports(policy, script, run) };
}

function worldOf({ openCases, taken }: ScriptedWorld): World {
  return {
    openCases,
    slot: (technicianId, startMs, endMs) =>
      taken.some((slot) => slot.technicianId === technicianId && slot.startMs < endMs && startMs < slot.endMs)
        ? 'taken'
        : 'reserved',
  };
}
