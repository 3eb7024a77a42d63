import * as vscode from 'vscode';
import { factsOf, type CorpusFact } from '../../core/corpus/facts';
import { mentionsOf, type CorpusThings } from '../../core/corpus/things';
import { corpusLanguage } from '../../host/documents';
import { nameOf } from '../../host/files';
import type { Host } from '../../host/host';
import type { Disposable } from '../../host/lifecycle';
import { topicWords } from '../../words/topics';
import { visible } from '../../words/visible';
import { namedAt, type Named } from './named';

/** Of each kind of fact, a card says no more than these. */
const mostFacts = 3;

/** Below the card of a name: what the whole corpus says of it, each fact with a link to its line. */
export function registerThingCard(host: Host): Disposable {
  return vscode.languages.registerHoverProvider(corpusLanguage, {
    async provideHover(document, position) {
      if (host.corpus.state.kind === 'not read') return undefined;
      const named = await namedAt(host, document, position);
      return named && new vscode.Hover(cardOf(named));
    },
  });
}

function cardOf({ thing, things }: Named): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = {
    enabledCommands: ['corpusAnnotator.companies.reveal', 'corpusAnnotator.things.open'],
  };
  const mentions = mentionsOf(thing);
  const [first] = mentions;
  const files = new Set(mentions.map(({ file }) => file)).size;
  markdown.appendMarkdown('**').appendText(vscode.l10n.t('In the corpus')).appendMarkdown('**: ');
  markdown.appendText(
    vscode.l10n.t(
      '{0}, named {1} times in {2} articles of {3} texts',
      visible(thing.name),
      thing.mentions,
      thing.articles,
      files,
    ),
  );
  if (first)
    markdown.appendMarkdown(
      ` (${link(vscode.l10n.t('first'), first.file, first.line, first.start, first.end)})`,
    );
  markdown.appendMarkdown('\n\n');
  const facts = factsOf(thing);
  for (const kind of ['number', 'person', 'place', 'company'] as const) {
    const said = mostSaid(
      facts.filter((fact) => fact.kind === kind),
      things,
    );
    if (said.length === 0) continue;
    markdown.appendMarkdown(`$(${icons[kind]}) `);
    said.forEach(({ words, fact, count }, i) => {
      if (i > 0) markdown.appendMarkdown(' · ');
      markdown.appendText(count > 1 ? `${words} (×${count})` : words);
      const { start, end, line } = fact.mark;
      markdown.appendMarkdown(` ${link(undefined, fact.file, line, start, end)}`);
    });
    markdown.appendMarkdown('\n\n');
  }
  const title = thing.entity
    ? vscode.l10n.t('Open Entry in corpus.yaml')
    : vscode.l10n.t('Add to corpus.yaml…');
  const argument = encodeURIComponent(JSON.stringify([{ kind: 'id', id: thing.id }]));
  return markdown.appendMarkdown(`[$(book) ${title}](command:corpusAnnotator.things.open?${argument})`);
}

const icons = {
  number: 'symbol-numeric',
  person: 'person',
  place: 'location',
  company: 'organization',
} as const;

interface Said {
  readonly words: string;
  readonly fact: CorpusFact;
  readonly count: number;
}

/** What is said most, numbers with a topic first; each once, with the first sentence that says it. */
function mostSaid(facts: readonly CorpusFact[], things: CorpusThings): Said[] {
  const said = new Map<string, { words: string; fact: CorpusFact; count: number }>();
  for (const fact of facts) {
    const words = wordsOf(fact, things);
    const known = said.get(words);
    if (known) known.count++;
    else said.set(words, { words, fact, count: 1 });
  }
  const rank = ({ fact: { about, role }, count }: Said): number => (about || role ? 1_000_000 : 0) + count;
  return [...said.values()].sort((a, b) => rank(b) - rank(a)).slice(0, mostFacts);
}

function wordsOf({ number, about, role, file, other, text }: CorpusFact, things: CorpusThings): string {
  if (number) return visible(about ? `${topicWords(about, vscode.l10n.t)} ${number.text}` : number.text);
  const name = things.of(file, other)?.name ?? text.things[other]?.name ?? '';
  return visible(role ? `${name}, ${role}` : name);
}

/** A link to a place of a text; its words are the file's name and line where none are given. */
function link(title: string | undefined, file: string, line: number, start: number, end: number): string {
  const argument = encodeURIComponent(JSON.stringify([file, start, end]));
  const words = title ?? `${nameOf(vscode.Uri.parse(file, true))}:${line}`;
  return `[${words.replace(/[\\[\]*_`<>#|]/g, '\\$&')}](command:corpusAnnotator.companies.reveal?${argument})`;
}
