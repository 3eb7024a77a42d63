import * as vscode from 'vscode';
import type { ExchangeDocument } from '../../core/exchange/format';
import { documentInSteps, exchangeDocument, openSuggestions } from '../../core/exchange/outgoing';
import { noDecisions } from '../../core/model';
import { bind } from '../../core/sidecar/bind';
import { textFacts } from '../../core/sidecar/facts';
import { readSidecar } from '../../core/sidecar/read';
import { isText } from '../../core/text';
import { isAnnotated } from '../../host/documents';
import { nameOf, readText } from '../../host/files';
import type { Host } from '../../host/host';
import { homeOf } from '../../host/layers';
import type { Slices } from '../../host/slices';
import { findingWords } from '../../words/findings';

/**
 * A text as it goes out: an open one as the editor shows it, any other as it is on disk. `undefined` where it was
 * not annotated by anybody and suggestions are not asked for. Throws a sentence for people where it can't be read.
 */
export async function exchangeDocumentOf(
  host: Host,
  uri: vscode.Uri,
  name: string,
  withSuggestions: boolean,
  slices: Slices,
): Promise<ExchangeDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const analysis = isAnnotated(open) ? await host.documents.analyzed(open) : undefined;
  if (open && analysis) {
    const state = host.sidecars.get(open);
    if (state?.writable === false) throw new Error(brokenWords(state.findings[0]));
    const facts = textFacts(nameOf(uri), analysis.text);
    const { decisions, articles, repeats } = analysis;
    const suggestions = withSuggestions ? openSuggestions(analysis) : undefined;
    return exchangeDocument({ name, facts, decisions }, articles, repeats, suggestions);
  }
  const text = await readText(uri);
  if (text === undefined) throw new Error(vscode.l10n.t('The file is gone.'));
  if (!isText(text)) throw new Error(vscode.l10n.t('This is binary data, not text.'));
  const source = await readText(homeOf(uri).uri);
  if (source === undefined && !withSuggestions) return undefined;
  const facts = textFacts(nameOf(uri), text);
  const project = await host.projects.of(uri);
  const { document, findings } =
    source === undefined ? { document: undefined, findings: [] } : readSidecar(source);
  if (source !== undefined && !document?.writable) throw new Error(brokenWords(findings[0]));
  const decisions = document ? bind(document, facts).decisions : noDecisions;
  return slices.run(documentInSteps({ name, facts, decisions, project }, withSuggestions));
}

function brokenWords(finding: Parameters<typeof findingWords>[0] | undefined): string {
  const why = finding ? findingWords(finding, vscode.l10n.t) : '';
  return vscode.l10n.t('Its annotations file cannot be read. {0}', why);
}
