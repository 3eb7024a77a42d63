import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../package.json';
import { print } from './output';
import type { Problem, Report } from './reports';

const levels = { error: 'error', warning: 'warning', information: 'note' } as const;

/**
 * SARIF 2.1.0, one run, as code scanning reads it: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Results are printed
 * as they come; the rules that they are of stand behind them, where JSON's order of keys lets them.
 */
export function sarifReport(): Report {
  const rules = new Map<string, object>();
  let count = 0;
  return {
    begin: () =>
      print(
        '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0",' +
          '"runs":[{"columnKind":"utf16CodeUnits","results":[',
      ),
    async problem(problem) {
      if (!rules.has(problem.code)) rules.set(problem.code, ruleOf(problem));
      const ruleIndex = [...rules.keys()].indexOf(problem.code);
      await print(`${count++ > 0 ? ',' : ''}\n${JSON.stringify(resultOf(problem, ruleIndex))}`);
    },
    end: (complete) =>
      print(
        `\n],"invocations":[{"executionSuccessful":${complete}}],"tool":` +
          `${JSON.stringify({ driver: { name: 'Corpus Annotator', version, rules: [...rules.values()] } })}}]}\n`,
      ),
  };
}

function ruleOf({ code, title, severity }: Problem): object {
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: title },
    help: { text: `${title}. “corpus-annotator check” shows it again.` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf(problem: Problem, ruleIndex: number): object {
  const { code, severity, message, file, line, column, endLine, endColumn } = problem;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: locationOf(file), region } }],
  };
}

/** Relative to the working directory, which code scanning takes for the repository's root; outside it, absolute. */
function locationOf(file: string): object {
  const path = relative('.', resolve(file));
  if (path.startsWith('..')) return { uri: pathToFileURL(file).href };
  return { uri: path.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
