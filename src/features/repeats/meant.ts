import * as vscode from 'vscode';
import { articleAt, type Analysis } from '../../core/analysis';
import type { Article, Decisions } from '../../core/model';
import { wordingOf } from '../../core/repeat/fingerprint';
import { kindOfRepeat } from '../../core/repeat/kinds';
import { pathAt } from '../../core/repeat/paths';
import type { RepeatedTelling, Story, Telling } from '../../core/repeat/stories';
import { nameOf } from '../../host/files';
import type { Host } from '../../host/host';
import { say } from '../../host/say';
import { fileOf, uriOf } from '../../host/stories';

/** Names an article in a command: its text, and where it starts there. */
export interface TellingArgument {
  readonly uri: string;
  readonly start: number;
}

/** A story, and the telling of it that is meant. */
export interface Meant {
  readonly story: Story;
  readonly telling: Telling;
}

/** What a command is about: the row of the view or the article it names, else the article at the cursor. Says so where there is none. */
export async function tellingMeant(host: Host, argument?: unknown): Promise<Meant | undefined> {
  if (isMeant(argument)) return argument;
  const named = isArgument(argument) ? argument : undefined;
  const editor = vscode.window.activeTextEditor;
  const document = named
    ? vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === named.uri)
    : editor?.document;
  const analysis = document && (await host.documents.analyzed(document));
  const offset = named?.start ?? (document && editor && document.offsetAt(editor.selection.active));
  const article = analysis && offset !== undefined && analysis.articles[articleAt(analysis.articles, offset)];
  const story = article && storyOf(host, document, analysis, article);
  const telling = story && [story.first, ...story.repeats].find((one) => isAt(one, document.uri, article));
  if (telling) return { story, telling };
  say(vscode.l10n.t('The article at the cursor is told once.'));
  return undefined;
}

/** The story of an article of an open text: in the corpus, or where the corpus does not have it yet in the text. */
export function storyOf(
  host: Host,
  document: vscode.TextDocument,
  analysis: Analysis,
  article: Article,
): Story | undefined {
  return host.stories.of(document.uri, article.start) ?? storyWithin(document, analysis, article);
}

/** An article of an open text as a telling. */
export function tellingAt(
  { uri }: vscode.TextDocument,
  { text, lines }: Analysis,
  article: Article,
): Telling {
  const { start, end, title } = article;
  const line = lines.place(title.start).line;
  return { file: fileOf(uri), article: { start, end, line, title: text.slice(title.start, title.end) } };
}

/** What people decided on whether one telling repeats another, as the first one's text has it. */
export function decisionOn(
  decisions: Decisions,
  telling: Telling,
  other: Telling,
): 'confirmed' | 'rejected' | undefined {
  const decided = decisions.articles.find(({ start }) => start === telling.article.start);
  if (telling.file === other.file && decided?.repeats === other.article.start)
    return decided.decision ?? 'confirmed';
  return decided?.tellings?.find(
    ({ file, title }) => pathAt(telling.file, file) === other.file && title === other.article.title,
  )?.decision;
}

/** Where a telling is, for people: `harbour.txt:67`. */
export function placeOf(telling: Telling): string {
  return `${nameOf(uriOf(telling))}:${telling.article.line}`;
}

/** Opens the text of a telling with its title selected. */
export async function showTelling(
  telling: Telling,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uriOf(telling));
  const { start, title } = telling.article;
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(start + title.length));
  await vscode.window.showTextDocument(document, { ...options, selection });
}

/** Whether a telling stands in a text where it is said to; says so where the text changed in the meantime. */
export function isStill(telling: Telling, text: string): boolean {
  const { start, title } = telling.article;
  if (text.startsWith(title, start)) return true;
  say(vscode.l10n.t('{0} has just changed. Try again in a moment.', nameOf(uriOf(telling))));
  return false;
}

function storyWithin(document: vscode.TextDocument, analysis: Analysis, article: Article): Story | undefined {
  const { articles, repeats, text, decisions } = analysis;
  const index = articles.indexOf(article);
  const of = repeats.find((repeat) => repeat.article === index)?.of ?? index;
  const own = repeats.filter((repeat) => repeat.of === of);
  if (own.length === 0) return undefined;
  const first = tellingAt(document, analysis, articles[of]!);
  const wording = wordingOf(text, articles[of]);
  return {
    first,
    repeats: own.map((repeat): RepeatedTelling => {
      const again = articles[repeat.article]!;
      const telling = tellingAt(document, analysis, again);
      return {
        ...telling,
        similarity: repeat.similarity,
        kind: kindOfRepeat(wording, wordingOf(text, again)),
        isConfirmed: decisionOn(decisions, telling, first) === 'confirmed',
      };
    }),
  };
}

function isAt({ file, article }: Telling, uri: vscode.Uri, { start }: Article): boolean {
  return article.start === start && file === fileOf(uri);
}

function isMeant(argument: unknown): argument is Meant {
  return typeof argument === 'object' && argument !== null && 'story' in argument && 'telling' in argument;
}

function isArgument(argument: unknown): argument is TellingArgument {
  return typeof argument === 'object' && argument !== null && 'uri' in argument && 'start' in argument;
}
