import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** A folder of somebody else's, in which this package was installed as it is packed; no loader, no source of ours. */
export interface OtherProject {
  readonly folder: string;
  /** Every type fault that these files have, and the types that were installed with our package. */
  typeFaults(files: Readonly<Record<string, string>>): Promise<string[]>;
  /** What a program in TypeScript, or a line of shell, prints; fails with what it says on stderr. */
  print(language: 'ts' | 'sh', program: string, env: Readonly<Record<string, string>>): Promise<string>;
}

export async function createOtherProject(folder: string): Promise<OtherProject> {
  const installed = join(folder, 'node_modules', 'aftercare');
  await mkdir(installed, { recursive: true });
  await cp(join(ROOT, 'package.json'), join(installed, 'package.json'));
  await run(process.execPath, [join(ROOT, 'bin/build-client.js'), join(installed, 'dist')]);
  for (const name of ['zod', '@temporalio', '@types', 'undici-types', 'typescript']) {
    await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name)).catch(() => undefined);
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const compilerOptions = { strict: true, module: 'nodenext', target: 'es2023', noEmit: true, types: ['node'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  return {
    folder,
    typeFaults: async (files) => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      const tsc = join(folder, 'node_modules/typescript/bin/tsc');
      const { stdout } = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch((error) => error);
      const faults: string[] = stdout.split('\n').filter((line: string) => /^[^\s(]+\(\d/.test(line));
      // Temporal's own types lack some of their own.
      return faults.filter((fault) => !/node_modules\/@temporalio\//.test(fault));
    },
    print: async (language, program, env) => {
      const [command, args] = language === 'sh' ? (['sh', ['-c', program]] as const) : await script(folder, program);
      const { stdout } = await run(command, args, { cwd: folder, env: { PATH: process.env.PATH, ...env } });
      return stdout;
    },
  };
}

/** Types taken off, and nothing else. */
async function script(folder: string, program: string): Promise<[string, string[]]> {
  const { code } = await transform(program, { loader: 'ts', format: 'esm', target: 'es2022' });
  const file = join(folder, 'program.mjs');
  await writeFile(file, code);
  return [process.execPath, [file]];
}
