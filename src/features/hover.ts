import * as vscode from 'vscode';
import type { Analysis } from '../core/analysis';
import { marksAt, type Mark } from '../core/marks';
import { impliedRate } from '../core/recognize/numbers/conversions';
import { sameSpan } from '../core/span';
import { rangeOf } from '../host/convert';
import { corpusLanguage } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { say } from '../host/say';
import { isShown, readSettings } from '../host/settings';
import { commentWords, markState, markValue, reasonWords, relationWords } from '../words/marks';
import { visible } from '../words/visible';

/** A card lists no more places than this by themselves. */
const mostPlaces = 12;

/** Explains any mark: what it is, what it is worth, who decided, why it is suggested, where else it is named. */
export function registerHover(host: Host): Disposable {
  const lifetime = createLifetime();
  const shownMarks = (
    document: vscode.TextDocument,
    analysis: Analysis,
    position: vscode.Position,
  ): readonly Mark[] => {
    const settings = readSettings(document);
    return marksAt(analysis.marks, document.offsetAt(position)).filter((mark) => isShown(mark, settings));
  };
  lifetime.keep(
    vscode.languages.registerHoverProvider(corpusLanguage, {
      async provideHover(document, position) {
        const analysis = await host.documents.analyzed(document);
        const marks = analysis ? shownMarks(document, analysis, position) : [];
        if (!analysis || marks.length === 0) return undefined;
        const cards = marks.map((mark) => card(mark, factsOf(mark, analysis, document), document));
        return new vscode.Hover(cards, rangeOf(document, marks[0]!));
      },
    }),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.describeMark', async () => {
      const editor = vscode.window.activeTextEditor;
      const analysis = editor && (await host.documents.analyzed(editor.document));
      if (!editor || !analysis) return;
      if (shownMarks(editor.document, analysis, editor.selection.active).length === 0) {
        say(vscode.l10n.t('There is no mark at the cursor.'));
        return;
      }
      // A hover that has the focus is read out, and its links are reached by Tab; Escape leads back.
      await vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
    }),
  );
  return lifetime;
}

/** What there is to say of a mark beyond its kind and state, a sentence each. */
function factsOf(mark: Mark, analysis: Analysis, document: vscode.TextDocument): string[] {
  const t = vscode.l10n.t;
  const facts: (string | undefined)[] = [markValue(mark, t), conversionWords(mark, analysis)];
  const entity = mark.entity === undefined ? undefined : analysis.entities.get(mark.entity);
  if (entity) {
    const mentions = analysis.marks.filter(
      (other) => other.entity === mark.entity && other.state !== 'rejected',
    );
    const lines = [...new Set(mentions.map((other) => document.positionAt(other.start).line + 1))];
    const shown = lines.slice(0, mostPlaces).join(', ') + (lines.length > mostPlaces ? ', …' : '');
    facts.push(
      mentions.length === 1
        ? t('Named once, in line {0}', shown)
        : t('Named {0} times, in lines {1}', mentions.length, shown),
    );
    const aliases = entity.aliases
      .map((alias) => visible(alias.text))
      .filter((alias) => alias !== visible(mark.text));
    if (aliases.length > 0) facts.push(t('Also written: {0}', aliases.join(', ')));
    const { ticker, url, note } = entity.entity ?? {};
    for (const fact of [ticker, url, note]) if (fact) facts.push(visible(fact));
  }
  if (mark.state === 'suggested' && mark.suggestion) facts.push(reasonWords(mark.suggestion.reason, t));
  facts.push(...relationWords(mark, analysis.decisions, t));
  for (const comment of mark.annotation?.comments ?? []) facts.push(commentWords(comment, t));
  return facts.filter((fact) => fact !== undefined);
}

function conversionWords(mark: Mark, analysis: Analysis): string | undefined {
  const original = mark.suggestion?.converts;
  const from = original && analysis.marks.find((other) => sameSpan(other, original));
  const rate = from?.number && mark.number && impliedRate(from.number, mark.number);
  if (rate === undefined) return undefined;
  const figure = new Intl.NumberFormat(vscode.l10n.t('en'), { maximumSignificantDigits: 4 }).format(rate);
  return vscode.l10n.t(
    'Converts “{0}”: 1 {1} is {2} {3}',
    visible(from!.text),
    from!.number!.unit ?? '',
    figure,
    mark.number?.unit ?? '',
  );
}

function card(mark: Mark, facts: readonly string[], document: vscode.TextDocument): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = {
    enabledCommands: ['accept', 'reject', 'relabel', 'remove'].map((name) => `corpusAnnotator.${name}`),
  };
  markdown.appendMarkdown('**').appendText(visible(mark.text)).appendMarkdown('** — ');
  markdown.appendText(markState(mark, vscode.l10n.t)).appendMarkdown('\n\n');
  for (const fact of facts) markdown.appendText(fact).appendMarkdown('\n\n');
  return markdown.appendMarkdown(linksOf(mark, document).join(' · '));
}

function linksOf(mark: Mark, document: vscode.TextDocument): string[] {
  const argument = { uri: document.uri.toString(), start: mark.start, end: mark.end, label: mark.label };
  const link = (icon: string, title: string, command: string): string =>
    `[$(${icon}) ${title}](command:corpusAnnotator.${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
  return [
    ...(mark.state === 'accepted' ? [] : [link('check', vscode.l10n.t('Accept'), 'accept')]),
    ...(mark.state === 'rejected' ? [] : [link('close', vscode.l10n.t('Reject'), 'reject')]),
    link('tag', vscode.l10n.t('Relabel…'), 'relabel'),
    ...(mark.annotation ? [link('trash', vscode.l10n.t('Remove'), 'remove')] : []),
  ];
}
