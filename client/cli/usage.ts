import type { FlagSpec } from './case-flags.ts';
import { attributeOf, type GivenFlags, longNameOf } from './flags.ts';

/** The flags of a body that were given, by their long names. */
export function givenBodyFlags(flags: readonly FlagSpec[], gathered: GivenFlags): string[] {
  const given: Readonly<Record<string, unknown>> = { ...gathered };
  return flags.filter((spec) => given[attributeOf(spec)] !== undefined).map(longNameOf);
}

/** What is wrong with flags that stand together; null when nothing is. A flag that would be ignored is a fault. */
export function clashOf(flags: readonly FlagSpec[], given: GivenFlags): string | null {
  const bodyFlags = givenBodyFlags(flags, given);
  if (given.file !== undefined) {
    const unused = [
      ...(given.json === undefined ? [] : ['--json']),
      ...(given.at === undefined ? [] : ['--at']),
      ...(given.commandId === undefined ? [] : ['--command-id']),
      ...bodyFlags,
    ];
    if (unused.length > 0) return `--file takes whole requests from the file; write ${unused.join(', ')} there.`;
  }
  if (given.json === undefined || bodyFlags.length === 0) return null;
  return `--json takes the whole body from JSON; write ${bodyFlags.join(', ')} there, or leave out --json.`;
}
