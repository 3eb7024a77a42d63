import * as vscode from 'vscode';
import { articleAt, type Analysis } from '../core/analysis';
import { decideArticle } from '../core/annotate/operations';
import type { Article, Repeat } from '../core/model';
import { rangeOf } from '../host/convert';
import { articleScheme, corpusLanguage } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { say } from '../host/say';

/** The stable code of the Problems entry. */
const repeatCode = 'repeated-article';

/** Names a repeat in a command: the text, and where the article that repeats starts. */
interface RepeatArgument {
  readonly uri: string;
  readonly start: number;
}

/** A repeat with both its articles, as everything below speaks of it. */
interface Telling {
  readonly repeat: Repeat;
  readonly again: Article;
  readonly first: Article;
}

/** Flags articles that tell an earlier one again: in Problems, above the title, and faded. */
export function registerRepeats(host: Host): Disposable {
  const lifetime = createLifetime();
  const problems = lifetime.keep(vscode.languages.createDiagnosticCollection('corpus-annotator.repeats'));
  const faded = lifetime.keep(vscode.window.createTextEditorDecorationType({ opacity: '0.6' }));
  const didChangeLenses = lifetime.keep(new vscode.EventEmitter<void>());
  /** The articles that are being compared, as they were when they were asked for. */
  const compared = new Map<string, string>();

  const fade = (editor: vscode.TextEditor): void => {
    const analysis = host.documents.current(editor.document);
    if (!analysis) return;
    editor.setDecorations(
      faded,
      tellingsOf(analysis).map(({ again }) => rangeOf(editor.document, again)),
    );
  };
  const fadeAll = (): void => vscode.window.visibleTextEditors.forEach(fade);

  lifetime.keep(
    host.documents.onDidAnalyze((document) => {
      const analysis = host.documents.current(document);
      if (!analysis) return;
      problems.set(
        document.uri,
        tellingsOf(analysis).map((telling) => problemOf(document, telling)),
      );
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
        return analysis && tellingsOf(analysis).flatMap((telling) => lensesOf(document, telling));
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
  lifetime.keep(
    vscode.workspace.registerTextDocumentContentProvider(articleScheme, {
      provideTextDocumentContent: (uri) => compared.get(uri.toString()),
    }),
  );
  lifetime.keep(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      compared.delete(uri.toString());
    }),
  );

  const command = (
    name: string,
    run: (document: vscode.TextDocument, telling: Telling) => Promise<unknown>,
  ): void => {
    lifetime.keep(
      vscode.commands.registerCommand(`corpusAnnotator.${name}`, async (argument?: RepeatArgument) => {
        const found = await tellingMeant(host, argument);
        if (found) await run(found.document, found.telling);
        else say(vscode.l10n.t('The article at the cursor repeats no other.'));
      }),
    );
  };
  command('compareRepeat', async (document, { first, again }) => {
    const [left, right] = [first, again].map((article) => {
      const uri = articleUri(document, article.start);
      compared.set(uri.toString(), document.getText(rangeOf(document, article)).trimEnd());
      return uri;
    });
    const title = vscode.l10n.t(
      'Line {0} ↔ line {1}',
      lineOf(document, first.start),
      lineOf(document, again.start),
    );
    await vscode.commands.executeCommand('vscode.diff', left, right, title);
  });
  command('rejectRepeat', (document, { first, again }) =>
    host.sidecars.change(document, (decisions, author) =>
      decideArticle(
        decisions,
        again.start,
        titleOf(document, again),
        { repeats: first.start, decision: 'rejected' },
        author,
      ),
    ),
  );
  command('goToFirstTelling', async (document, { first }) => {
    await vscode.window.showTextDocument(document, { selection: rangeOf(document, first.title) });
  });
  return lifetime;
}

function tellingsOf({ repeats, articles }: Analysis): readonly Telling[] {
  return repeats.map((repeat) => ({ repeat, again: articles[repeat.article]!, first: articles[repeat.of]! }));
}

async function tellingMeant(
  host: Host,
  argument?: RepeatArgument,
): Promise<{ document: vscode.TextDocument; telling: Telling } | undefined> {
  const editor = vscode.window.activeTextEditor;
  const document = argument
    ? vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === argument.uri)
    : editor?.document;
  const analysis = document && (await host.documents.analyzed(document));
  if (!document || !analysis) return undefined;
  const offset = argument?.start ?? document.offsetAt(editor!.selection.active);
  const article = analysis.articles[articleAt(analysis.articles, offset)];
  const telling = tellingsOf(analysis).find(({ again }) => again === article);
  return telling && { document, telling };
}

function problemOf(document: vscode.TextDocument, { repeat, again, first }: Telling): vscode.Diagnostic {
  const line = lineOf(document, first.start);
  const problem = new vscode.Diagnostic(
    rangeOf(document, again.title),
    vscode.l10n.t('This article repeats the one at line {0} ({1} % the same).', line, percent(repeat)),
    vscode.DiagnosticSeverity.Information,
  );
  problem.source = 'Corpus Annotator';
  problem.code = repeatCode;
  const place = new vscode.Location(document.uri, rangeOf(document, first.title));
  problem.relatedInformation = [
    new vscode.DiagnosticRelatedInformation(
      place,
      vscode.l10n.t('First telling ({0} % the same): {1}', percent(repeat), titleOf(document, first)),
    ),
  ];
  return problem;
}

function lensesOf(
  document: vscode.TextDocument,
  { repeat, again, first }: Telling,
): readonly vscode.CodeLens[] {
  const range = rangeOf(document, again.title);
  const argument: RepeatArgument = { uri: document.uri.toString(), start: again.start };
  const lens = (title: string, command: string): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command: `corpusAnnotator.${command}`, arguments: [argument] });
  return [
    lens(
      vscode.l10n.t('Repeats line {0} ({1} %)', lineOf(document, first.start), percent(repeat)),
      'goToFirstTelling',
    ),
    lens(vscode.l10n.t('Compare'), 'compareRepeat'),
    lens(vscode.l10n.t('Not a Repeat'), 'rejectRepeat'),
  ];
}

function actionsOf(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  return diagnostics
    .filter(({ code }) => code === repeatCode)
    .flatMap((diagnostic) => {
      const argument: RepeatArgument = {
        uri: document.uri.toString(),
        start: document.offsetAt(diagnostic.range.start),
      };
      const action = (title: string, command: string): vscode.CodeAction => {
        const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        fix.command = { title, command: `corpusAnnotator.${command}`, arguments: [argument] };
        fix.diagnostics = [diagnostic];
        return fix;
      };
      return [
        action(vscode.l10n.t('Compare with the first telling'), 'compareRepeat'),
        action(vscode.l10n.t('Not a repeat'), 'rejectRepeat'),
      ];
    });
}

/** The path's ending gives it our language, the query says which article it is. */
function articleUri(document: vscode.TextDocument, start: number): vscode.Uri {
  const argument = { uri: document.uri.toString(), start, version: document.version };
  return vscode.Uri.from({
    scheme: articleScheme,
    path: `${document.uri.path}.corpus.txt`,
    query: JSON.stringify(argument),
  });
}

function lineOf(document: vscode.TextDocument, offset: number): number {
  return document.positionAt(offset).line + 1;
}

function titleOf(document: vscode.TextDocument, { title }: Article): string {
  return document.getText(rangeOf(document, title));
}

/** Never rounded up to 100, which says that the words are the same. */
function percent({ similarity }: Repeat): number {
  return Math.floor(similarity * 100);
}
