import * as vscode from 'vscode';
import { indexLines, isText } from '../core/text';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { sidecarUri } from '../host/sidecars';
import { findingWords } from '../words/findings';
import { projectFindingWords } from '../words/projectFindings';

/** Shows what is wrong with annotations files and corpus.yaml in Problems, at the line that is wrong. */
export function registerProblems(host: Host): Disposable {
  const lifetime = createLifetime();
  const problems = lifetime.keep(vscode.languages.createDiagnosticCollection('corpus-annotator.files'));

  const showSidecar = (document: vscode.TextDocument): void => {
    const state = host.sidecars.get(document);
    if (!state) return;
    const found = state.findings.map((finding) => ({
      finding,
      message: findingWords(finding, vscode.l10n.t),
    }));
    problems.set(state.uri, diagnosticsOf(state.source ?? '', found));
  };
  const showProject = (document: vscode.TextDocument): void =>
    host.log.run('Checking corpus.yaml', async () => {
      const file = await host.projects.file(document.uri);
      if (!file) return;
      const found = file.findings.map((finding) => ({
        finding,
        message: projectFindingWords(finding, vscode.l10n.t),
      }));
      problems.set(file.uri, diagnosticsOf(file.source, found));
    });
  const showText = (document: vscode.TextDocument): void => {
    const readable = isText(host.documents.current(document)?.text ?? '');
    problems.set(document.uri, readable ? [] : [notText()]);
  };
  const show = (document: vscode.TextDocument): void => {
    showText(document);
    showSidecar(document);
    showProject(document);
  };

  lifetime.keep(host.documents.onDidAnalyze(show));
  lifetime.keep(host.sidecars.onDidChange(showSidecar));
  lifetime.keep(
    host.documents.onDidClose(({ uri }) => [uri, sidecarUri(uri)].forEach((each) => problems.delete(each))),
  );
  lifetime.keep(host.projects.onDidChange(() => host.documents.all().forEach(showProject)));
  return lifetime;
}

function notText(): vscode.Diagnostic {
  const problem = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    vscode.l10n.t('This file holds binary data, not text: nothing is marked in it.'),
    vscode.DiagnosticSeverity.Warning,
  );
  problem.source = 'Corpus Annotator';
  problem.code = 'not-text';
  return problem;
}

interface Found {
  readonly finding: {
    readonly start: number;
    readonly end: number;
    readonly code: string;
    readonly severity: 'fatal' | 'error' | 'warning';
  };
  readonly message: string;
}

const severities = {
  fatal: vscode.DiagnosticSeverity.Error,
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
};

function diagnosticsOf(source: string, found: readonly Found[]): vscode.Diagnostic[] {
  const lines = indexLines(source);
  const position = (offset: number): vscode.Position => {
    const { line, column } = lines.place(offset);
    return new vscode.Position(line - 1, column - 1);
  };
  return found.map(({ finding, message }) => {
    const range = new vscode.Range(position(finding.start), position(finding.end));
    const problem = new vscode.Diagnostic(range, message, severities[finding.severity]);
    problem.source = 'Corpus Annotator';
    problem.code = finding.code;
    return problem;
  });
}
