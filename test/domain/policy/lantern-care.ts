import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { PolicyDocument } from '../../../domain/policy/document.ts';
import type { PolicyFinding } from '../../../domain/policy/fault.ts';
import { type PolicyFile, readPolicy } from '../../../domain/policy/read.ts';

export const NOW_MS = Date.UTC(2026, 2, 9, 1);
const FOLDER = new URL('../../fixtures/policies/lantern-care/', import.meta.url);

/** A valid policy with two languages, for tests to break one thing of at a time. */
export const LANTERN_CARE: readonly PolicyFile[] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(yaml|liquid)$/.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(new URL(path, FOLDER), 'utf8') }));

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The folder with one text in one file replaced by another; fails when the text is not there. */
export function edited(path: string, from: string, to: string): PolicyFile[] {
  const file = LANTERN_CARE.find((one) => one.path === path);
  if (!file?.text.includes(from)) throw new Error(`${path} holds no "${from}"`);
  return LANTERN_CARE.map((one) => (one === file ? { path, text: one.text.replace(from, () => to) } : one));
}

/** Faults and warnings. */
export function findingsOf(files: readonly PolicyFile[]): readonly PolicyFinding[] {
  const answer = readPolicy(files, { sha256, nowMs: NOW_MS });
  return 'faults' in answer ? [...answer.faults, ...answer.warnings] : answer.warnings;
}

export function faultsOf(files: readonly PolicyFile[]): readonly PolicyFinding[] {
  return findingsOf(files).filter(({ severity }) => severity === 'fault');
}

export function warningsOf(files: readonly PolicyFile[]): readonly PolicyFinding[] {
  return findingsOf(files).filter(({ severity }) => severity === 'warning');
}

export function documentOf(files: readonly PolicyFile[]): PolicyDocument {
  const answer = readPolicy(files, { sha256, nowMs: NOW_MS });
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults, null, 2));
  return answer.document;
}

/** The one line, counted from 1, that holds `text`. */
export function lineOf(files: readonly PolicyFile[], path: string, text: string): number {
  const lines = files.find((one) => one.path === path)!.text.split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0 || lines.slice(index + 1).some((line) => line.includes(text))) throw new Error(`not one line: ${text}`);
  return index + 1;
}
