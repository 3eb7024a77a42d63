import * as vscode from 'vscode';
import { articleAt } from '../core/analysis';
import { decideArticle } from '../core/annotate/operations';
import { lineSpan, rangeOf } from '../host/convert';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';

/** Lets people say where articles start, where the recogniser is mistaken. */
export function registerArticles(host: Host): Disposable {
  const lifetime = createLifetime();
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.startArticle', async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) return;
      const { document } = editor;
      const line = document.lineAt(editor.selection.active.line);
      if (line.isEmptyOrWhitespace) {
        vscode.window.setStatusBarMessage(vscode.l10n.t('An article starts on a line with words.'), 5000);
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
        vscode.window.setStatusBarMessage(vscode.l10n.t('No article starts at the cursor.'), 5000);
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
