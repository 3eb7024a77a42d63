import { basename, dirname, join } from 'node:path';
import type { SidecarFinding } from '../core/sidecar/findings';
import { mergeSidecars, type MergeConflict } from '../core/sidecar/merge';
import { indexLines } from '../core/text';
import { findingWords } from '../words/findings';
import { inEnglish } from '../words/translate';
import { exists, readFileIfThere, replaceFile } from './files';

/** What is added to a text file's name. */
export const sidecarEnding = '.ann.yaml';

export function isSidecarName(name: string): boolean {
  return name.endsWith(sidecarEnding);
}

/**
 * Saves a sidecar. Where it changed on disk since it was read, both are merged; where that can't be read, nothing is
 * written. Where it is gone, it comes back.
 *
 * @param known the sidecar as it was read, `undefined` where there was none
 */
export async function saveSidecar(
  file: string,
  known: string | undefined,
  source: string,
): Promise<readonly MergeConflict[]> {
  const now = await readFileIfThere(file);
  if (now === known || now === undefined) {
    if (source !== now) await replaceFile(file, source);
    return [];
  }
  const merge = mergeSidecars(known ?? '', source, now);
  if (merge.kind === 'refused') throw brokenSidecar(file, now, merge.findings);
  await replaceFile(file, merge.source);
  return merge.conflicts;
}

/** Where a sidecar is broken, and what to do about it. */
export function brokenSidecar(file: string, source: string, findings: readonly SidecarFinding[]): Error {
  const first = findings.find(({ severity }) => severity === 'fatal') ?? findings[0];
  if (!first) return new Error(`${basename(file)} cannot be read. Nothing is written over it.`);
  const { line, column } = indexLines(source).place(first.start);
  return new Error(
    `${basename(file)}:${line}:${column}: ${findingWords(first, inEnglish)} Nothing is written over it.`,
  );
}

/** The text that a sidecar is about: `a.txt.ann.yaml` is about `a.txt`, and so is `a.txt.anna.ann.yaml`. */
export async function textOfSidecar(sidecar: string): Promise<{ file: string; isLayer: boolean }> {
  const file = sidecar.slice(0, -sidecarEnding.length);
  const layered = /^(.+\.[^./\\]+)\.[^./\\]+$/.exec(basename(file))?.[1];
  if (layered === undefined || (await exists(file))) return { file, isLayer: false };
  const other = join(dirname(file), layered);
  return (await exists(other)) ? { file: other, isLayer: true } : { file, isLayer: false };
}
