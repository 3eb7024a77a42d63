import * as vscode from 'vscode';
import { agreementOf, type LayeredText } from '../../core/agreement/agreement';
import { findArticles } from '../../core/articles/articles';
import type { Layer } from '../../core/layers/layer';
import { annotatorOf } from '../../core/layers/names';
import { noDecisions } from '../../core/model';
import { bind } from '../../core/sidecar/bind';
import { textFacts } from '../../core/sidecar/facts';
import { readSidecar } from '../../core/sidecar/read';
import { isText } from '../../core/text';
import { isAnnotated } from '../../host/documents';
import { folderOf, nameOf, readText } from '../../host/files';
import type { Host } from '../../host/host';
import { layerOf, sidecarEnding } from '../../host/layers';
import type { Disposable } from '../../host/lifecycle';
import { agreementReport } from '../../words/agreement';

/** Says how well the annotators of a corpus agree, in a document of its own. */
export function registerReport(host: Host): Disposable {
  return vscode.commands.registerCommand('corpusAnnotator.agreementReport', async () => {
    const report = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Measuring agreement'),
        cancellable: true,
      },
      async (progress, stop) => {
        await host.sidecars.saved();
        return measure(await layersInCorpus(host), progress, stop, host);
      },
    );
    if (report === undefined) return;
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: report });
    await vscode.window.showTextDocument(document);
  });
}

/** The layers of all texts of the active text's corpus, or else of everything that is open; by text. */
async function layersInCorpus(
  host: Host,
): Promise<ReadonlyMap<string, readonly { layer: string; uri: vscode.Uri }[]>> {
  const active = vscode.window.activeTextEditor?.document;
  const file = isAnnotated(active) ? await host.projects.file(active.uri) : undefined;
  const folder = file ? folderOf(file.uri) : isAnnotated(active) ? folderOf(active.uri) : undefined;
  const pattern = `**/*.*${sidecarEnding}`;
  const found = await vscode.workspace.findFiles(
    folder ? new vscode.RelativePattern(folder, pattern) : pattern,
  );
  const layers = new Map<string, { layer: string; uri: vscode.Uri }[]>();
  for (const uri of found.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const layer = await layerOf(uri);
    if (layer === undefined) continue;
    const path = uri.path.slice(0, -sidecarEnding.length).replace(/\.[^.]*$/, '');
    const text = uri.with({ path }).toString();
    layers.set(text, [...(layers.get(text) ?? []), { layer, uri }]);
  }
  return layers;
}

/** `undefined` where the person stopped it. */
async function measure(
  layersByText: Awaited<ReturnType<typeof layersInCorpus>>,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  stop: vscode.CancellationToken,
  { log }: Host,
): Promise<string | undefined> {
  const texts: LayeredText[] = [];
  const broken: string[] = [];
  for (const [text, files] of layersByText) {
    if (stop.isCancellationRequested) return undefined;
    const uri = vscode.Uri.parse(text);
    progress.report({ message: nameOf(uri), increment: 100 / layersByText.size });
    try {
      const content = (await readText(uri)) ?? '';
      if (!isText(content)) continue;
      const facts = textFacts(nameOf(uri), content);
      const layers: Layer[] = [];
      for (const { layer, uri: sidecar } of files) {
        const { document } = readSidecar((await readText(sidecar)) ?? '');
        if (document?.writable)
          layers.push({ annotator: annotatorOf(layer), decisions: bind(document, facts).decisions });
        else broken.push(nameOf(sidecar));
      }
      texts.push({ text: content, articles: findArticles(content, noDecisions), layers });
    } catch (error) {
      log.failure(`Reading the layers of ${text}`, error);
      broken.push(nameOf(uri));
    }
  }
  const report = agreementReport(agreementOf(texts), vscode.l10n.t);
  if (broken.length === 0) return report;
  return `${report}\n${vscode.l10n.t('Could not be read, and are left out: {0}', broken.join(', '))}\n`;
}
