import { basename, dirname } from 'node:path';
import {
  checkPlainText,
  checkSidecar,
  type CheckFinding,
  type MissingText,
  type Scheme,
} from '../../core/check';
import { defaultProject } from '../../core/project/project';
import { readProject } from '../../core/project/read';
import { textFacts, type TextFacts } from '../../core/sidecar/facts';
import type { Span } from '../../core/span';
import { indexLines, isText } from '../../core/text';
import { findingTitles, findingWords } from '../../words/findings';
import { projectFindingTitles, projectFindingWords } from '../../words/projectFindings';
import { inEnglish } from '../../words/translate';
import { UsageError, type Command } from '../commandLine';
import { createFailures, type Failures } from '../failures';
import { isNotThere, readFileIfThere, readTextFile } from '../files';
import { startProgress, tell } from '../output';
import { createProjects, projectFileName, type Projects } from '../projects';
import { jsonReport, lineReport, type Problem, type Report } from '../reports';
import { sarifReport } from '../sarif';
import { isSidecarName, sidecarEnding, textOfSidecar } from '../sidecarFiles';
import { walk } from '../walk';

export const checkCommand: Command = {
  name: 'check',
  usage: 'PATH… [--json | --sarif]',
  help: [
    'checks annotations files against their texts',
    '',
    'Of a folder, every annotations file and corpus.yaml below it is checked. Each problem is a line:',
    'FILE:LINE:COLUMN SEVERITY CODE MESSAGE. The exit code is 1 when any of them is an error, or a file cannot be read.',
    '',
    '  --json   one JSON object a problem, one a line',
    '  --sarif  SARIF 2.1.0, for code scanning; run it in the root of the repository',
  ].join('\n'),
  options: { json: { type: 'boolean' }, sarif: { type: 'boolean' } },
  operands: 1,
  async run(paths, { json, sarif }) {
    if (json && sarif) throw new UsageError('--json and --sarif are two forms of the same: choose one.');
    const report: Report = json ? jsonReport() : sarif ? sarifReport() : lineReport();
    const failures = createFailures();
    const projects = createProjects();
    const progress = startProgress('Checking');
    const counts = { files: 0, error: 0, warning: 0, information: 0 };
    await report.begin?.();
    for await (const file of walk(paths, isChecked, failures)) {
      progress.step();
      counts.files++;
      for (const problem of await problemsOf(file, projects, failures)) {
        counts[problem.severity]++;
        await report.problem(problem);
      }
    }
    progress.end();
    await report.end?.(failures.count === 0);
    if (counts.files === 0) tell('there is no annotations file here. Name a folder that has some.');
    else tell(`${counts.files} checked, errors: ${counts.error}, warnings: ${counts.warning}.`);
    return counts.error + failures.count > 0 ? 1 : 0;
  },
};

function isChecked(file: string): boolean {
  return isSidecarName(file) || basename(file) === projectFileName;
}

/** What is wrong with a file, whichever of the three kinds it is. */
async function problemsOf(file: string, projects: Projects, failures: Failures): Promise<readonly Problem[]> {
  try {
    if (basename(file) === projectFileName) return projectProblems(file, await readTextFile(file));
    if (isSidecarName(file)) return await sidecarProblems(file, await readTextFile(file), projects);
    const sidecar = file + sidecarEnding;
    const source = await readFileIfThere(sidecar);
    if (source !== undefined) return await sidecarProblems(sidecar, source, projects);
    const text = await readFacts(file);
    if ('code' in text) throw new Error(findingWords(text, inEnglish));
    return problemsAt(placesIn(file, text.text), checkPlainText(text, await schemeOf(file, projects)));
  } catch (error) {
    failures.tell(file, error);
    return [];
  }
}

function projectProblems(file: string, source: string): readonly Problem[] {
  const { findings } = readProject(source);
  const place = placesIn(file, source);
  return findings.map((finding) => ({
    ...place(finding),
    severity: finding.severity === 'fatal' ? 'error' : finding.severity,
    code: finding.code,
    title: projectFindingTitles[finding.code],
    message: projectFindingWords(finding, inEnglish),
  }));
}

async function sidecarProblems(
  sidecar: string,
  source: string,
  projects: Projects,
): Promise<readonly Problem[]> {
  const { file, isLayer } = await textOfSidecar(sidecar);
  const text = await readFacts(file);
  const findings = checkSidecar(source, text, await schemeOf(file, projects));
  const of = (where: CheckFinding['of']) => findings.filter((finding) => finding.of === where);
  const problems = problemsAt(placesIn(sidecar, source), of('sidecar'));
  if ('code' in text) return problems;
  // Every layer has the same articles.
  const inText = of('text').filter(({ code }) => !isLayer || code !== 'repeated-article');
  return [...problems, ...problemsAt(placesIn(file, text.text), inText)];
}

/** What the corpus of a text allows. */
async function schemeOf(file: string, projects: Projects): Promise<Scheme> {
  const { labels, entities, relations } = (await projects.of(dirname(file)))?.project ?? defaultProject;
  return { labels: new Set(labels.map(({ name }) => name)), register: entities, relations };
}

async function readFacts(file: string): Promise<TextFacts | MissingText> {
  try {
    const text = await readTextFile(file);
    return isText(text) ? textFacts(basename(file), text) : { code: 'text-unreadable', file: basename(file) };
  } catch (error) {
    return { code: isNotThere(error) ? 'text-missing' : 'text-unreadable', file: basename(file) };
  }
}

type Place = Pick<Problem, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>;

function problemsAt(place: (span: Span) => Place, findings: readonly CheckFinding[]): Problem[] {
  return findings.map((finding) => ({
    ...place(finding),
    severity: finding.severity === 'fatal' ? 'error' : finding.severity,
    code: finding.code,
    title: findingTitles[finding.code],
    message: findingWords(finding, inEnglish),
  }));
}

/** Where spans of a file are; the line end behind an item does not count. */
function placesIn(file: string, source: string): (span: Span) => Place {
  const lines = indexLines(source);
  return ({ start, end }) => {
    const from = lines.place(start);
    const to = lines.place(start + source.slice(start, end).trimEnd().length);
    return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
