import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// tsx would do, but costs 100 ms at every start: this keeps each compiled file and then never loads a compiler.
const folder = new URL('../node_modules/.cache/aftercare/', import.meta.url);

/** A module hook: relative imports end in `.ts`, so only loading differs, not resolving. */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const path = fileURLToPath(url);
  const { mtimeMs, size } = statSync(path);
  const key = createHash('sha1').update(`${path} ${mtimeMs} ${size}`).digest('hex');
  const source = readOrNull(new URL(`${key}.js`, folder)) ?? (await compile(path, key));
  return { format: 'module', source, shortCircuit: true };
}

async function compile(path, key) {
  const { transform } = await import('esbuild');
  const { code } = await transform(readFileSync(path, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    sourcefile: path,
  });
  try {
    mkdirSync(folder, { recursive: true });
    // Written aside and moved, because several processes may start at once.
    const aside = new URL(`${key}.${process.pid}`, folder);
    writeFileSync(aside, code);
    renameSync(aside, new URL(`${key}.js`, folder));
  } catch {
    // A folder that can't be written to only costs time.
  }
  return code;
}

function readOrNull(url) {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return null;
  }
}
