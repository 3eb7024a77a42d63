import * as vscode from 'vscode';
import { applyFix, fixesOf, type Fix } from '../core/checks/fixes';
import { checkText, type TextFinding } from '../core/checks/textChecks';
import type { Label } from '../core/model';
import { rangeOf } from '../host/convert';
import { corpusLanguage } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, delayed, type Delayed, type Disposable } from '../host/lifecycle';
import { onDidChangeSettings, readSettings } from '../host/settings';
import { createSlices } from '../host/slices';
import { findingWords } from '../words/findings';
import { fixWords } from '../words/fixes';
import { visible } from '../words/visible';

/** A finding as it is listed, with what can be done about it. */
interface Listed {
  readonly diagnostic: vscode.Diagnostic;
  readonly fixes: readonly Fix[];
}

/** What a quick fix hands to its command. */
interface FixArgument {
  readonly text: string;
  readonly fix: Fix;
}

/** The newest check of an open text. */
interface Check {
  readonly quiet: Delayed;
  run: number;
  listed: readonly Listed[];
}

/** A person who goes from mark to mark is not disturbed: the list follows when they pause. */
const quietMilliseconds = 300;
/** Most of the places that are named one by one. */
const mostPlaces = 20;

/** Lists in Problems, at its words, what a person may want to look at again, each with quick fixes. */
export function registerChecks(host: Host): Disposable {
  const lifetime = createLifetime();
  const problems = lifetime.keep(vscode.languages.createDiagnosticCollection('corpus-annotator.texts'));
  const checks = new Map<string, Check>();
  const slices = createSlices();

  const checkNow = async (document: vscode.TextDocument, check: Check): Promise<void> => {
    const run = ++check.run;
    const labels = new Set((await host.projects.of(document.uri)).labels.map(({ name }) => name));
    const analysis = host.documents.current(document);
    const isStale = (): boolean => check.run !== run || checks.get(document.uri.toString()) !== check;
    if (!analysis || isStale()) return;
    const numbers = analysis.suggestions.filter(({ number }) => number !== undefined);
    const found = await slices.run(checkText({ ...analysis, numbers, labels }), isStale);
    if (!found || isStale() || host.documents.current(document) !== analysis) return;
    const { checksOff } = readSettings(document);
    check.listed = found
      .filter(({ code }) => !checksOff.includes(code))
      .map((finding) => ({
        diagnostic: diagnosticOf(finding, document),
        fixes: fixesOf(finding, analysis.decisions, labels),
      }));
    problems.set(
      document.uri,
      check.listed.map(({ diagnostic }) => diagnostic),
    );
  };

  const ask = (document: vscode.TextDocument): void => {
    const key = document.uri.toString();
    let check = checks.get(key);
    if (!check) {
      const made: Check = {
        quiet: delayed(quietMilliseconds, () =>
          host.log.run(`Checking ${key}`, () => checkNow(document, made)),
        ),
        run: 0,
        listed: [],
      };
      checks.set(key, (check = made));
    }
    check.quiet.ask();
  };
  const forget = ({ uri }: vscode.TextDocument): void => {
    checks.get(uri.toString())?.quiet.dispose();
    checks.delete(uri.toString());
    problems.delete(uri);
  };
  const askAll = (): void => host.documents.all().forEach(ask);

  lifetime.keep(host.documents.onDidAnalyze(ask));
  lifetime.keep(host.documents.onDidClose(forget));
  lifetime.keep(host.projects.onDidChange(askAll));
  lifetime.keep(onDidChangeSettings(askAll));
  lifetime.keep({ dispose: () => checks.forEach(({ quiet }) => quiet.dispose()) });
  lifetime.keep(
    vscode.languages.registerCodeActionsProvider(
      { language: corpusLanguage },
      {
        provideCodeActions: ({ uri }, _range, { diagnostics }) =>
          diagnostics.flatMap((diagnostic) => {
            const listed = checks
              .get(uri.toString())
              ?.listed.find((one) => isSame(one.diagnostic, diagnostic));
            return (listed?.fixes ?? []).map((fix, i) => actionOf(fix, i === 0, uri, diagnostic));
          }),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.applyFix', async (argument?: FixArgument) => {
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === argument?.text);
      if (!argument || !document) return;
      await host.sidecars.change(document, (decisions, author, { text }) =>
        applyFix(decisions, argument.fix, text, author),
      );
    }),
  );
  return lifetime;
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

function diagnosticOf(finding: TextFinding, document: vscode.TextDocument): vscode.Diagnostic {
  const message = findingWords(finding, vscode.l10n.t);
  const diagnostic = new vscode.Diagnostic(rangeOf(document, finding), message, severities[finding.severity]);
  diagnostic.source = 'Corpus Annotator';
  diagnostic.code = finding.code;
  if (finding.code === 'left-unmarked')
    diagnostic.relatedInformation = finding.places
      .slice(1, mostPlaces)
      .map((place) => placeOf(document, rangeOf(document, place), finding.words, finding.label));
  if (finding.code === 'labelled-differently') {
    const line = document.lineAt(Math.min(finding.line, document.lineCount) - 1).range;
    diagnostic.relatedInformation = [placeOf(document, line, finding.words, finding.other)];
  }
  return diagnostic;
}

function placeOf(
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  words: string,
  label: Label,
): vscode.DiagnosticRelatedInformation {
  const location = new vscode.Location(uri, range);
  return new vscode.DiagnosticRelatedInformation(location, `${label} ${visible(words)}`);
}

function actionOf(
  fix: Fix,
  isFirst: boolean,
  text: vscode.Uri,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const title = fixWords(fix, vscode.l10n.t);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const argument: FixArgument = { text: text.toString(), fix };
  action.command = { title, command: 'corpusAnnotator.applyFix', arguments: [argument] };
  action.diagnostics = [diagnostic];
  action.isPreferred = isFirst;
  return action;
}

/** The editor hands back copies. */
function isSame(a: vscode.Diagnostic, b: vscode.Diagnostic): boolean {
  return a.code === b.code && a.range.isEqual(b.range) && a.message === b.message;
}
