import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScenarioFile } from './read.ts';

/** Where the scenarios of a policy lie in its folder; they are no part of its version. */
export const SCENARIO_FOLDER = 'scenarios';

/** The files of scenarios in a policy folder, by name; none when it has no such folder. */
export async function scenarioFiles(folder: string): Promise<readonly ScenarioFile[]> {
  const names = await readdir(join(folder, SCENARIO_FOLDER)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const paths = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  return Promise.all(
    paths.map(async (name) => ({
      file: join(folder, SCENARIO_FOLDER, name),
      text: await readFile(join(folder, SCENARIO_FOLDER, name), 'utf8'),
    })),
  );
}
