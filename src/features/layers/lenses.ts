import * as vscode from 'vscode';
import { openItems } from '../../core/layers/compare';
import { rangeOf } from '../../host/convert';
import { corpusLanguage } from '../../host/documents';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { differenceWords } from '../../words/layers';
import { choicesOf } from './choices';

/** Above each difference, what can be decided on it. */
export function registerLenses(host: Host): Disposable {
  const lifetime = createLifetime();
  const didChange = lifetime.keep(new vscode.EventEmitter<void>());
  lifetime.keep(host.comparisons.onDidChange(() => didChange.fire()));
  lifetime.keep(
    vscode.languages.registerCodeLensProvider(
      { language: corpusLanguage },
      {
        onDidChangeCodeLenses: didChange.event,
        provideCodeLenses: (document) => lensesOf(host, document),
      },
    ),
  );
  return lifetime;
}

function lensesOf(host: Host, document: vscode.TextDocument): vscode.CodeLens[] {
  const comparison = host.comparisons.of(document);
  if (!comparison) return [];
  return openItems(comparison).flatMap((item) => {
    const range = rangeOf(document, item);
    const what = new vscode.CodeLens(range, {
      title: `$(git-compare) ${differenceWords(item.differences, vscode.l10n.t)}`,
      tooltip: vscode.l10n.t('Decide which reading is right'),
      command: 'corpusAnnotator.decideDifference',
      arguments: [{ document, item }],
    });
    const choices = choicesOf(comparison, item).map(
      ({ choice, label, detail }) =>
        new vscode.CodeLens(range, {
          title: label,
          tooltip: detail ?? vscode.l10n.t('Take this reading'),
          command: 'corpusAnnotator.takeReading',
          arguments: [{ document, item }, choice],
        }),
    );
    return [what, ...choices];
  });
}
