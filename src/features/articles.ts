import * as vscode from 'vscode';
import { articleAt } from '../core/analysis';
import { decideArticle } from '../core/annotate/operations';
import { lineSpan, rangeOf } from '../host/convert';
import { isAnnotated } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { say } from '../host/say';

/** Shows where articles start, by a rule above their titles, and lets people say it where the recogniser is mistaken. */
export function registerArticles(host: Host): Disposable {
  const lifetime = createLifetime();
  const rule = lifetime.keep(
    vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      borderStyle: 'solid',
      borderWidth: '1px 0 0 0',
      borderColor: new vscode.ThemeColor('editorIndentGuide.activeBackground1'),
    }),
  );
  const paint = (editor: vscode.TextEditor): void => {
    const analysis = host.documents.current(editor.document);
    if (!analysis) return;
    editor.setDecorations(
      rule,
      analysis.articles.slice(1).map((article) => rangeOf(editor.document, article.title)),
    );
  };
  const paintAll = (): void => vscode.window.visibleTextEditors.forEach(paint);
  lifetime.keep(host.documents.onDidAnalyze(paintAll));
  lifetime.keep(vscode.window.onDidChangeVisibleTextEditors(paintAll));
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.startArticle', async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor || !isAnnotated(editor.document)) return;
      const { document } = editor;
      const line = document.lineAt(editor.selection.active.line);
      if (line.isEmptyOrWhitespace) {
        say(vscode.l10n.t('An article starts on a line with words.'));
        return;
      }
      const { start } = lineSpan(document, line.lineNumber);
      const title = line.text.trim();
      await host.sidecars.change(document, (decisions, author) =>
        decideArticle(decisions, start, title, { starts: true }, author),
      );
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.rejectTitle', async () => {
      const editor = vscode.window.activeTextEditor;
      const analysis = editor && (await host.documents.analyzed(editor.document));
      if (!editor || !analysis) return;
      const { document, selection } = editor;
      const article = analysis.articles[articleAt(analysis.articles, document.offsetAt(selection.active))];
      if (article?.start !== lineSpan(document, selection.active.line).start) {
        say(vscode.l10n.t('No article starts at the cursor.'));
        return;
      }
      const title = document.getText(rangeOf(document, article.title));
      await host.sidecars.change(document, (decisions, author) =>
        decideArticle(decisions, article.start, title, { starts: false }, author),
      );
    }),
  );
  return lifetime;
}
