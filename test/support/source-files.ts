import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const ROOT = new URL('../../', import.meta.url);

export interface Import {
  /** As it is written. */
  readonly from: string;
  /** The file of this repository it means, or the package's name, or `node:…`. */
  readonly target: string;
  readonly kind: 'value' | 'type' | 'lazy';
}

export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

/** Every TypeScript file of the folders. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts') && !path.includes('/node_modules/'))
      .sort()
      .map((path) => sourceFile(path, folder, readFileSync(new URL(path, ROOT), 'utf8'))),
  );
}

function sourceFile(path: string, folder: string, text: string): SourceFile {
  const code = withoutComments(text);
  return { path, folder, text, code, lines: text.split('\n').length - 1, imports: importsOf(code, path) };
}

/** Good enough for our own files: a `//` inside a string follows a colon, never a space. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

/** `import … from`, `export … from`, `import '…'` and `import('…')`. */
export function importsOf(code: string, path: string): readonly Import[] {
  const spoken = code.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"`;=]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  const lazy = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [
    ...[...spoken].map(([, type, from]) => toImport(from!, path, type === undefined ? 'value' : 'type')),
    ...[...lazy].map(([, from]) => toImport(from!, path, 'lazy')),
  ];
}

function toImport(from: string, path: string, kind: Import['kind']): Import {
  if (from.startsWith('.')) return { from, kind, target: posix.join(posix.dirname(path), from) };
  if (from.startsWith('node:')) return { from, kind, target: from };
  const parts = from.split('/');
  return { from, kind, target: parts.slice(0, from.startsWith('@') ? 2 : 1).join('/') };
}

/** Every file that `entry` brings along when it runs, types apart. */
export function reachableFrom(entry: string, files: readonly SourceFile[]): readonly SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Map<string, SourceFile>();
  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) return;
    reached.set(path, file);
    for (const { kind, target } of file.imports) if (kind !== 'type') visit(target);
  };
  visit(entry);
  return [...reached.values()];
}

/** Every text file of the repository as it would be handed on: no dependencies, no generated folders. */
export function repositoryTexts(): readonly { readonly path: string; readonly text: string }[] {
  const skipped = /(^|\/)(node_modules|\.git|\.aftercare|dist|coverage|histories)(\/|$)/;
  const texts = /(\.(ts|js|json|jsonl|md|yaml|yml|sql|sh|liquid)|Dockerfile|dockerignore|\.gitignore|\.ci\/run)$/;
  const walk = (folder: string): string[] =>
    readdirSync(new URL(folder === '' ? '.' : `${folder}/`, ROOT), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skipped.test(path)) return [];
      return entry.isDirectory() ? walk(path) : [path];
    });
  return walk('')
    .filter((path) => texts.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, ROOT), 'utf8') }));
}
