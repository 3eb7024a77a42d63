import * as vscode from 'vscode';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { exportTexts } from './export';
import { importFiles } from './import';

/** Export… and Import…: decisions go to other tools and come from them. */
export function registerExchange(host: Host): Disposable {
  const lifetime = createLifetime();
  const problems = lifetime.keep(vscode.languages.createDiagnosticCollection('corpus-annotator.import'));
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.export', (place?: unknown) =>
      exportTexts(host, place instanceof vscode.Uri ? place : undefined),
    ),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.import', (place?: unknown) =>
      importFiles(host, problems, place instanceof vscode.Uri ? place : undefined),
    ),
  );
  return lifetime;
}
