import * as vscode from 'vscode';
import type { ExchangeDocument, Format, WriteOptions } from '../core/exchange/format';
import { startExport, type ExportReport } from '../core/exchange/export';
import { formats } from '../core/exchange/formats';
import { textHash } from '../core/sidecar/hash';
import { isAnnotated } from '../host/documents';
import { exists, folderOf, nameOf } from '../host/files';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { say } from '../host/say';
import { lossWords, refusalWords } from '../words/exchange';

/** Exports the decisions of the active text in one of the formats. */
export function registerExchange(host: Host): Disposable {
  const lifetime = createLifetime();
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.export', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (!isAnnotated(document)) {
        say(vscode.l10n.t('Open the text to export first.'));
        return;
      }
      const format = await pickFormat();
      const suggestions = format && (await pickSuggestions());
      const exchanged = suggestions && (await exchangeDocument(host, document));
      if (!exchanged) return;
      const name = nameOf(document.uri).replace(/\.[^.]*$/, '');
      const { files, report } = write(format, exchanged, { suggestions, name });
      if (report.refused.length > 0) {
        const reasons = report.refused.map((refusal) => refusalWords(refusal, vscode.l10n.t)).join(' ');
        await vscode.window.showErrorMessage(vscode.l10n.t('Nothing was exported. {0}', reasons));
        return;
      }
      const targets = await pickTargets(document.uri, format, [...files.keys()]);
      if (!targets) return;
      for (const [path, text] of files) {
        await vscode.workspace.fs.writeFile(targets.get(path)!, new TextEncoder().encode(text));
      }
      await vscode.window.showTextDocument([...targets.values()][0]!, { preview: false });
      await tellLosses(report);
    }),
  );
  return lifetime;
}

async function pickFormat(): Promise<Format | undefined> {
  const items = formats.map((format) => ({ label: format.title, description: format.extensions[0], format }));
  const placeHolder = vscode.l10n.t('What tool should read it?');
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export: Format'), placeHolder }))
    ?.format;
}

async function pickSuggestions(): Promise<NonNullable<WriteOptions['suggestions']> | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Decisions only'),
      description: vscode.l10n.t('what people accepted or rejected'),
      suggestions: 'none' as const,
    },
    {
      label: vscode.l10n.t('Decisions and suggestions, told apart'),
      description: vscode.l10n.t('where the format can'),
      suggestions: 'apart' as const,
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export: What') }))?.suggestions;
}

/** Where each file goes: one file where the person says, several into a folder. `undefined` where they think better of it. */
async function pickTargets(
  text: vscode.Uri,
  format: Format,
  paths: readonly string[],
): Promise<ReadonlyMap<string, vscode.Uri> | undefined> {
  if (paths.length === 1) {
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export: Where'),
      defaultUri: vscode.Uri.joinPath(folderOf(text), nameOf(vscode.Uri.file(paths[0]!))),
      filters: { [format.title]: format.extensions.map((extension) => extension.slice(1)) },
    });
    return target && !(await isTheText(target, text)) ? new Map([[paths[0]!, target]]) : undefined;
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Export: Folder for {0} Files', paths.length),
      openLabel: vscode.l10n.t('Export Here'),
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: folderOf(text),
    })) ?? [];
  if (!folder) return undefined;
  const targets = new Map(paths.map((path) => [path, vscode.Uri.joinPath(folder, path)]));
  for (const target of targets.values()) if (await isTheText(target, text)) return undefined;
  const there: string[] = [];
  for (const [path, target] of targets) if (await exists(target)) there.push(path);
  return there.length === 0 || (await mayReplace(there)) ? targets : undefined;
}

/** Some formats come with a copy of the text, which never takes the place of the text itself. */
async function isTheText(target: vscode.Uri, text: vscode.Uri): Promise<boolean> {
  if (target.toString() !== text.toString()) return false;
  await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'Nothing was exported: {0} would be written over. Choose another folder or name.',
      nameOf(text),
    ),
  );
  return true;
}

async function mayReplace(paths: readonly string[]): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const message = vscode.l10n.t(
    'These files are in the folder already: {0}. Replace them?',
    paths.join(', '),
  );
  return (await vscode.window.showWarningMessage(message, { modal: true }, replace)) === replace;
}

async function exchangeDocument(
  host: Host,
  document: vscode.TextDocument,
): Promise<ExchangeDocument | undefined> {
  const analysis = await host.documents.analyzed(document);
  if (!analysis) return undefined;
  const { text, decisions } = analysis;
  return {
    file: vscode.workspace.asRelativePath(document.uri, false),
    sha256: textHash(text),
    text,
    decisions,
    articles: analysis.articles.map(({ start, end, title }, index) => {
      const repeat = analysis.repeats.find(({ article }) => article === index);
      return {
        start,
        end,
        title: text.slice(title.start, title.end),
        repeatOf: repeat?.of,
        similarity: repeat?.similarity,
      };
    }),
    suggestions: analysis.marks.flatMap(({ suggestion }) => suggestion ?? []),
  };
}

function write(
  format: Format,
  document: ExchangeDocument,
  options: WriteOptions,
): { files: Map<string, string>; report: ExportReport } {
  const files = new Map<string, string>();
  const run = startExport(format, options);
  for (const chunks of [run.add(document), run.finish()]) {
    for (const { path, text } of chunks) files.set(path, (files.get(path) ?? '') + text);
  }
  return { files, report: run.report() };
}

async function tellLosses({ losses }: ExportReport): Promise<void> {
  if (losses.length === 0) return;
  const list = losses.map((loss) => lossWords(loss, vscode.l10n.t)).join(' ');
  await vscode.window.showWarningMessage(vscode.l10n.t('This format cannot carry everything. {0}', list));
}
