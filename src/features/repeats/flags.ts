import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis';
import type { Article } from '../../core/model';
import type { Telling } from '../../core/repeat/stories';
import { rangeOf } from '../../host/convert';
import { corpusLanguage } from '../../host/documents';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { fileOf, uriOf } from '../../host/stories';
import { percentOf } from '../../words/repeats';
import { decisionOn, placeOf, tellingAt, type TellingArgument } from './meant';

/** The stable code of the Problems entry. */
const repeatCode = 'repeated-article';

/** An article that repeats another one, as its text shows it. */
interface Flag {
  readonly again: Article;
  readonly first: Telling;
  /** Whether the first telling is in the same text. */
  readonly isHere: boolean;
  readonly similarity: number;
  readonly isConfirmed: boolean;
}

/** Flags articles that tell another one again: in Problems, above the title, and faded. */
export function registerFlags(host: Host): Disposable {
  const lifetime = createLifetime();
  const problems = lifetime.keep(vscode.languages.createDiagnosticCollection('corpus-annotator.repeats'));
  const faded = lifetime.keep(vscode.window.createTextEditorDecorationType({ opacity: '0.6' }));
  const didChangeLenses = lifetime.keep(new vscode.EventEmitter<void>());

  const fade = (editor: vscode.TextEditor): void => {
    const analysis = host.documents.current(editor.document);
    if (!analysis) return;
    editor.setDecorations(
      faded,
      flagsOf(host, editor.document, analysis).map(({ again }) => rangeOf(editor.document, again)),
    );
  };
  const fadeAll = (): void => vscode.window.visibleTextEditors.forEach(fade);
  const flag = (document: vscode.TextDocument): void => {
    const analysis = host.documents.current(document);
    if (!analysis) return;
    problems.set(
      document.uri,
      flagsOf(host, document, analysis).map((one) => problemOf(document, one)),
    );
  };

  lifetime.keep(
    host.documents.onDidAnalyze((document) => {
      flag(document);
      fadeAll();
      didChangeLenses.fire();
    }),
  );
  lifetime.keep(
    host.stories.onDidChange(() => {
      host.documents.all().forEach(flag);
      fadeAll();
      didChangeLenses.fire();
    }),
  );
  lifetime.keep(host.documents.onDidClose(({ uri }) => problems.delete(uri)));
  lifetime.keep(vscode.window.onDidChangeVisibleTextEditors(fadeAll));
  lifetime.keep(
    vscode.languages.registerCodeLensProvider(corpusLanguage, {
      onDidChangeCodeLenses: didChangeLenses.event,
      async provideCodeLenses(document) {
        const analysis = await host.documents.analyzed(document);
        return analysis && flagsOf(host, document, analysis).flatMap((one) => lensesOf(document, one));
      },
    }),
  );
  lifetime.keep(
    vscode.languages.registerCodeActionsProvider(
      corpusLanguage,
      { provideCodeActions: (document, _range, { diagnostics }) => actionsOf(document, diagnostics) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return lifetime;
}

/** The repeats of a text: within it as it stands, and of other texts as the corpus had them last. */
function flagsOf(host: Host, document: vscode.TextDocument, analysis: Analysis): readonly Flag[] {
  const { articles, repeats, decisions } = analysis;
  const within = new Map(repeats.map((repeat) => [repeat.article, repeat]));
  const file = fileOf(document.uri);
  return articles.flatMap((again, index): Flag | [] => {
    const story = host.stories.of(document.uri, again.start);
    const across = story?.repeats.find((one) => one.file === file && one.article.start === again.start);
    const isElsewhere = across && story && story.first.file !== file;
    const repeat = within.get(index);
    if (!isElsewhere && !repeat) return [];
    const first = isElsewhere ? story.first : tellingAt(document, analysis, articles[repeat!.of]!);
    const decision = decisionOn(decisions, tellingAt(document, analysis, again), first);
    if (decision === 'rejected') return [];
    const { similarity } = isElsewhere ? across : repeat!;
    return { again, first, isHere: !isElsewhere, similarity, isConfirmed: decision === 'confirmed' };
  });
}

function problemOf(document: vscode.TextDocument, flag: Flag): vscode.Diagnostic {
  const { again, first, isConfirmed } = flag;
  // What is decided is nothing to see to any more.
  const severity = isConfirmed ? vscode.DiagnosticSeverity.Hint : vscode.DiagnosticSeverity.Information;
  const problem = new vscode.Diagnostic(rangeOf(document, again.title), messageOf(flag), severity);
  problem.source = 'Corpus Annotator';
  problem.code = repeatCode;
  const line = new vscode.Position(first.article.line - 1, 0);
  const range = new vscode.Range(line, line.translate(0, first.article.title.length));
  problem.relatedInformation = [
    new vscode.DiagnosticRelatedInformation(
      new vscode.Location(uriOf(first), range),
      vscode.l10n.t('First telling ({0} % the same): {1}', percentOf(flag), first.article.title),
    ),
  ];
  return problem;
}

function messageOf(flag: Flag): string {
  const { first, isHere, isConfirmed } = flag;
  const { line } = first.article;
  if (isConfirmed)
    return isHere
      ? vscode.l10n.t('This article repeats the one at line {0}, as was confirmed.', line)
      : vscode.l10n.t('This article repeats the one at {0}, as was confirmed.', placeOf(first));
  return isHere
    ? vscode.l10n.t('This article repeats the one at line {0} ({1} % the same).', line, percentOf(flag))
    : vscode.l10n.t('This article repeats the one at {0} ({1} % the same).', placeOf(first), percentOf(flag));
}

function lensesOf(document: vscode.TextDocument, flag: Flag): readonly vscode.CodeLens[] {
  const range = rangeOf(document, flag.again.title);
  const argument: TellingArgument = { uri: document.uri.toString(), start: flag.again.start };
  const lens = (title: string, command: string): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command: `corpusAnnotator.${command}`, arguments: [argument] });
  return [
    lens(lensTitle(flag), 'goToFirstTelling'),
    lens(vscode.l10n.t('Compare'), 'compareRepeat'),
    ...(flag.isConfirmed ? [] : [lens(vscode.l10n.t('Confirm Repeat'), 'confirmRepeat')]),
    lens(vscode.l10n.t('Not a Repeat'), 'rejectRepeat'),
  ];
}

function lensTitle(flag: Flag): string {
  const { first, isHere, isConfirmed } = flag;
  const { line } = first.article;
  if (isConfirmed)
    return isHere
      ? vscode.l10n.t('$(pass-filled) Repeats line {0}, confirmed', line)
      : vscode.l10n.t('$(pass-filled) Repeats {0}, confirmed', placeOf(first));
  return isHere
    ? vscode.l10n.t('Repeats line {0} ({1} %)', line, percentOf(flag))
    : vscode.l10n.t('Repeats {0} ({1} %)', placeOf(first), percentOf(flag));
}

function actionsOf(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  return diagnostics
    .filter(({ code }) => code === repeatCode)
    .flatMap((diagnostic) => {
      const argument: TellingArgument = {
        uri: document.uri.toString(),
        start: document.offsetAt(diagnostic.range.start),
      };
      const action = (title: string, command: string): vscode.CodeAction => {
        const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        fix.command = { title, command: `corpusAnnotator.${command}`, arguments: [argument] };
        fix.diagnostics = [diagnostic];
        return fix;
      };
      const isConfirmed = diagnostic.severity === vscode.DiagnosticSeverity.Hint;
      return [
        action(vscode.l10n.t('Compare with the first telling'), 'compareRepeat'),
        ...(isConfirmed ? [] : [action(vscode.l10n.t('Confirm repeat'), 'confirmRepeat')]),
        action(vscode.l10n.t('Not a repeat'), 'rejectRepeat'),
        action(vscode.l10n.t('Keep this telling, mark the others as repeats'), 'keepOne'),
        action(vscode.l10n.t('Carry labels over from another telling'), 'carryLabels'),
      ];
    });
}
