import * as vscode from 'vscode';
import { mentionsOf, type CorpusThing } from '../../core/corpus/things';
import { articlesOf } from '../../core/corpus/totals';
import { isName, marksAt } from '../../core/marks';
import { rangeOf } from '../../host/convert';
import { corpusLanguage } from '../../host/documents';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { visible } from '../../words/visible';
import { registerPlace, type ThingChanges } from './change';
import { locationOf, namedAt } from './named';

/** Of more symbols than this, VS Code shows the first. */
const mostSymbols = 500;

/** Names as VS Code's symbols: definition in the register, references over the corpus, rename, Ctrl+T, highlights. */
export function registerThingSymbols(host: Host, changes: ThingChanges): Disposable {
  const lifetime = createLifetime();
  const { languages } = vscode;
  lifetime.keep(
    languages.registerDefinitionProvider(corpusLanguage, {
      async provideDefinition(document, position) {
        const named = await namedAt(host, document, position);
        if (!named) return undefined;
        // What has no entry leads to where it is named first; its card offers to make an entry.
        const [first] = mentionsOf(named.thing);
        return (await registerPlace(host, named.thing)) ?? (first && locationOf(first));
      },
    }),
  );
  lifetime.keep(
    languages.registerReferenceProvider(corpusLanguage, {
      async provideReferences(document, position, { includeDeclaration }) {
        const named = await namedAt(host, document, position);
        if (!named) return undefined;
        const entry = includeDeclaration ? await registerPlace(host, named.thing) : undefined;
        return [...(entry ? [entry] : []), ...mentionsOf(named.thing).map(locationOf)];
      },
    }),
  );
  lifetime.keep(
    languages.registerRenameProvider(corpusLanguage, {
      async prepareRename(document, position) {
        const named = await namedAt(host, document, position);
        if (!named) throw new Error(vscode.l10n.t('There is no name here that could be renamed.'));
        return { range: rangeOf(document, named.mark), placeholder: named.thing.name };
      },
      async provideRenameEdits(document, position, name) {
        const named = await namedAt(host, document, position);
        if (!named || name.trim() === '' || name.trim() === named.thing.name) return undefined;
        return changes.renameEdit(named.thing, name.trim(), named.things);
      },
    }),
  );
  lifetime.keep(
    languages.registerDocumentHighlightProvider(corpusLanguage, {
      provideDocumentHighlights(document, position) {
        const analysis = host.documents.current(document);
        const [mark] = analysis ? marksAt(analysis.marks, document.offsetAt(position)) : [];
        if (!analysis || !mark || !isName(mark) || mark.entity === undefined) return undefined;
        return analysis.marks
          .filter(({ entity, state }) => entity === mark.entity && state !== 'rejected')
          .map((each) => new vscode.DocumentHighlight(rangeOf(document, each)));
      },
    }),
  );
  lifetime.keep(
    languages.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query, token) {
        host.corpus.start();
        const things = await host.corpus.things();
        if (token.isCancellationRequested) return [];
        return [...thingSymbols(things.all, query), ...articleSymbols(host, query)];
      },
    }),
  );
  return lifetime;
}

function thingSymbols(things: readonly CorpusThing[], query: string): vscode.SymbolInformation[] {
  return things
    .filter(({ name, aliases }) => fits(name, query) || aliases.some(({ text }) => fits(text, query)))
    .sort((a, b) => b.mentions - a.mentions)
    .slice(0, mostSymbols)
    .flatMap((thing) => {
      const [first] = mentionsOf({ places: thing.places.slice(0, 1) });
      if (!first) return [];
      const kind = symbolKinds[thing.label] ?? vscode.SymbolKind.Object;
      const count = vscode.l10n.t('named {0} times', thing.mentions);
      return [new vscode.SymbolInformation(visible(thing.name), kind, count, locationOf(first))];
    });
}

const symbolKinds: Readonly<Record<string, vscode.SymbolKind>> = {
  COMPANY: vscode.SymbolKind.Class,
  ORG: vscode.SymbolKind.Interface,
  PERSON: vscode.SymbolKind.Variable,
  LOC: vscode.SymbolKind.Namespace,
  PRODUCT: vscode.SymbolKind.Field,
  EVENT: vscode.SymbolKind.Event,
};

function articleSymbols({ corpus }: Host, query: string): vscode.SymbolInformation[] {
  const found: vscode.SymbolInformation[] = [];
  for (const { file, article } of articlesOf(corpus.corpus)) {
    if (!fits(article.title, query)) continue;
    const place = new vscode.Location(vscode.Uri.parse(file, true), new vscode.Position(article.line - 1, 0));
    found.push(
      new vscode.SymbolInformation(visible(article.title), vscode.SymbolKind.File, article.date ?? '', place),
    );
    if (found.length === mostSymbols) break;
  }
  return found;
}

/** Whether the letters of a query stand in a name in their order; VS Code ranks what is left. */
function fits(name: string, query: string): boolean {
  const letters = query.toLowerCase().replace(/\s+/g, '');
  const within = name.toLowerCase();
  let at = 0;
  for (let i = 0; i < within.length && at < letters.length; i++) if (within[i] === letters[at]) at++;
  return at === letters.length;
}
