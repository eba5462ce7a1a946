import type { PinnedPolicy, WarrantyRules } from '../policy/pinned.ts';
import { addMonths, type CivilDate } from '../shared/civil-date.ts';

/** A repair of a unit in an earlier case, or in an earlier round of this one. */
export interface UnitRepair {
  /** By their names in the policy of that case; null when the request named none. */
  readonly fault: string | null;
  readonly part: string | null;
  /** The day it was signed, in the zone of that policy. */
  readonly on: CivilDate;
  /** The warranty starts anew on that day. */
  readonly restarts?: true;
}

/** What is known of the unit with one serial number; the key tells nobody the number. */
export interface UnitMemory {
  readonly unitKey: string;
  /** In the order of their days. */
  readonly repairs: readonly UnitRepair[];
}

/** True when the policy asks what was done to a unit before. */
export function remembersUnits({ warranty, items = {} }: Pick<PinnedPolicy, 'warranty' | 'items'>): boolean {
  const { repairedPartMonths, restartAfter } = warranty;
  if (repairedPartMonths !== undefined || restartAfter !== undefined) return true;
  return Object.values(items).some((item) => item.is === 'return' && item.rules.some(({ repairs }) => repairs));
}

/** True when this repair makes the warranty start anew: the same fault for the second time, say, and again for the fourth (S1a). */
export function isRestart({ restartAfter }: WarrantyRules, { repairs }: UnitMemory, fault: string | null): boolean {
  if (restartAfter === undefined || fault === null) return false;
  return (repairs.filter((repair) => repair.fault === fault).length + 1) % restartAfter === 0;
}

/** The day the warranty last started anew, or null when it never did. */
export function restartedOn(unit: UnitMemory | undefined): CivilDate | null {
  return latest((unit?.repairs ?? []).filter(({ restarts }) => restarts));
}

/** The last day of a repaired or replaced part's own period, or null when it has none (S1i). */
export function repairedPartUntil(
  { repairedPartMonths }: WarrantyRules,
  unit: UnitMemory | undefined,
  part: string | null,
): CivilDate | null {
  if (repairedPartMonths === undefined || part === null) return null;
  const repaired = latest((unit?.repairs ?? []).filter((repair) => repair.part === part));
  return repaired === null ? null : addMonths(repaired, repairedPartMonths);
}

function latest(repairs: readonly UnitRepair[]): CivilDate | null {
  return repairs.reduce<CivilDate | null>((last, { on }) => (last === null || on > last ? on : last), null);
}
