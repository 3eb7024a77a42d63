import * as vscode from 'vscode';
import { checkScheme, type Scheme } from '../core/check';
import { indexLines, isText } from '../core/text';
import { rangeOf } from '../host/convert';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import type { SidecarState } from '../host/sidecars';
import { findingWords } from '../words/findings';
import { projectFindingWords } from '../words/projectFindings';
import { visible } from '../words/visible';

/** Shows what is wrong with annotations files and corpus.yaml in Problems, at the line that is wrong. */
export function registerProblems(host: Host): Disposable {
  const lifetime = createLifetime();
  const problems = lifetime.keep(vscode.languages.createDiagnosticCollection('corpus-annotator.files'));

  /** Where the problems of each text's annotations are listed. */
  const sidecars = new Map<string, vscode.Uri>();

  const showSidecar = (document: vscode.TextDocument): void =>
    host.log.run('Checking annotations', async () => {
      const { labels, entities, relations } = await host.projects.of(document.uri);
      const scheme = { labels: new Set(labels.map(({ name }) => name)), register: entities, relations };
      const state = document.isClosed ? undefined : host.sidecars.get(document);
      if (state) showState(document, state, scheme);
    });
  const showState = (document: vscode.TextDocument, state: SidecarState, scheme: Scheme): void => {
    const outside = state.binding ? checkScheme(state.binding, scheme) : [];
    const found = [...state.findings, ...outside].map((finding) => ({
      finding,
      message: findingWords(finding, vscode.l10n.t),
    }));
    const moved = movedEntry(document, state);
    const before = sidecars.get(document.uri.toString());
    if (before && before.toString() !== state.uri.toString()) problems.delete(before);
    sidecars.set(document.uri.toString(), state.uri);
    problems.set(state.uri, [...diagnosticsOf(state.source ?? '', found), ...(moved ? [moved] : [])]);
  };
  /** Where the problems of each text's corpus.yaml are listed. */
  const projects = new Map<string, vscode.Uri>();
  const showProject = (document: vscode.TextDocument): void =>
    host.log.run('Checking corpus.yaml', async () => {
      const file = await host.projects.file(document.uri);
      const key = document.uri.toString();
      const before = projects.get(key);
      if (before && before.toString() !== file?.uri.toString()) problems.delete(before);
      if (!file || document.isClosed) {
        projects.delete(key);
        return;
      }
      projects.set(key, file.uri);
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
  lifetime.keep(host.sidecars.onDidSave(showSidecar));
  lifetime.keep(
    host.documents.onDidClose(({ uri }) => {
      for (const each of [uri, sidecars.get(uri.toString())]) if (each) problems.delete(each);
      sidecars.delete(uri.toString());
    }),
  );
  lifetime.keep(
    host.projects.onDidChange(() => {
      host.documents.all().forEach(showProject);
      host.documents.all().forEach(showSidecar);
    }),
  );
  return lifetime;
}

/** Most of the lines that are named one by one. */
const mostPlaces = 50;

/** One quiet entry for all annotations that stand elsewhere than the file says; it goes when they are saved there. */
function movedEntry(
  document: vscode.TextDocument,
  { moved, decisions }: SidecarState,
): vscode.Diagnostic | undefined {
  const ids = new Set(moved);
  const annotations = decisions.annotations.filter(({ id }) => ids.has(id));
  if (annotations.length === 0) return undefined;
  const entry = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 0),
    annotations.length === 1
      ? vscode.l10n.t('The text changed; one annotation was found again at another place.')
      : vscode.l10n.t(
          'The text changed; {0} annotations were found again at other places.',
          annotations.length,
        ),
    vscode.DiagnosticSeverity.Information,
  );
  entry.source = 'Corpus Annotator';
  entry.code = 'moved';
  entry.relatedInformation = annotations
    .slice(0, mostPlaces)
    .map(
      ({ label, text, pieces }) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(document.uri, rangeOf(document, pieces[0]!)),
          `${label} ${visible(text)}`,
        ),
    );
  return entry;
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
    readonly severity: keyof typeof severities;
  };
  readonly message: string;
}

const severities = {
  fatal: vscode.DiagnosticSeverity.Error,
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
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
