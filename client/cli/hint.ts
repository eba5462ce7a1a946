import type { CliDeps } from './deps.ts';

/** A line of advice that can be typed as it is: `case list` is `npx aftercare case list` where nothing else is installed. */
export function hintOf({ program }: Pick<CliDeps, 'program'>, line: string): string {
  return `${program} ${line.trim()}`;
}
