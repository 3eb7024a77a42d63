import { basename, dirname } from 'node:path';
import { analyze, type Analysis } from '../core/analysis';
import { noDecisions, type Decisions } from '../core/model';
import { defaultProject, type Project } from '../core/project/project';
import { knowledgeOf } from '../core/recognize/knowledge';
import { bind, type Binding } from '../core/sidecar/bind';
import { textFacts, type TextFacts } from '../core/sidecar/facts';
import { lessonsOf } from '../core/sidecar/lessons';
import { readSidecar } from '../core/sidecar/read';
import { readFileIfThere, readPlainText } from './files';
import type { Projects } from './projects';
import { brokenSidecar, sidecarEnding } from './sidecarFiles';

/** A text with what people decided on it. */
export interface AnnotatedText {
  readonly file: string;
  readonly facts: TextFacts;
  /** The sidecar as it was read; `undefined` where there is none. */
  readonly source: string | undefined;
  readonly binding: Binding | undefined;
  readonly decisions: Decisions;
  readonly project: Project;
}

/** Reads a text, its sidecar and its project. A sidecar that can't be read whole is refused. */
export async function openText(file: string, projects: Projects): Promise<AnnotatedText> {
  const facts = textFacts(basename(file), await readPlainText(file));
  const project = (await projects.of(dirname(file)))?.project ?? defaultProject;
  const sidecar = file + sidecarEnding;
  const source = await readFileIfThere(sidecar);
  if (source === undefined)
    return { file, facts, source, binding: undefined, decisions: noDecisions, project };
  const { document, findings } = readSidecar(source);
  if (!document?.writable) throw brokenSidecar(sidecar, source, findings);
  const binding = bind(document, facts);
  return { file, facts, source, binding, decisions: binding.decisions, project };
}

/** What is found in a text, given what people decided on it and what the register names. */
export function analyzeText({ facts, decisions, project }: AnnotatedText): Analysis {
  const register = project.entities;
  const knowledge = knowledgeOf(lessonsOf(decisions, facts.file, facts.lines), register);
  const labels = project.labels.map(({ name }) => name);
  return analyze(facts.text, decisions, { knowledge, register, labels });
}
