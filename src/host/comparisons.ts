import * as vscode from 'vscode';
import { adjudicate, mergeAgreements, type Choice } from '../core/layers/adjudicate';
import { compareLayers, itemKey, type Comparison, type Item } from '../core/layers/compare';
import type { Layer } from '../core/layers/layer';
import { annotatorOf } from '../core/layers/names';
import { bind } from '../core/sidecar/bind';
import type { SidecarDocument } from '../core/sidecar/document';
import { textFacts } from '../core/sidecar/facts';
import { readSidecar } from '../core/sidecar/read';
import { nameOf, readText } from './files';
import { layersBeside } from './layers';
import { createLifetime, delayed, type Disposable } from './lifecycle';
import type { Log } from './log';
import type { Sidecars } from './sidecars';

/** Why layers are not compared. `read` are the annotators whose layers there are. */
export type NoComparison =
  | { readonly why: 'too few'; readonly annotators: readonly string[] }
  | { readonly why: 'broken'; readonly layer: vscode.Uri };

/**
 * The layers of texts side by side, and what is decided between them. While a text is compared, decisions on it are those
 * of its shared sidecar.
 */
export interface Comparisons extends Disposable {
  /** The comparison as things stand; `undefined` where the text is not being compared. */
  of(document: vscode.TextDocument): Comparison | undefined;
  /** Compares a text's layers, and merges what they agree on into its shared sidecar. */
  start(document: vscode.TextDocument): Promise<Comparison | NoComparison>;
  stop(document: vscode.TextDocument): Promise<void>;
  /** Decides on an item, and remembers it for undo. */
  decide(document: vscode.TextDocument, item: Item, choice: Choice): Promise<void>;
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

/** One text that is compared. */
interface Running {
  readonly document: vscode.TextDocument;
  files: readonly LayerFile[];
  /** The layers on the text of `version`. */
  layers: readonly Layer[];
  version: number;
  comparison: Comparison;
  readonly lifetime: Disposable;
}

interface LayerFile {
  readonly annotator: string;
  readonly sidecar: SidecarDocument;
}

export function createComparisons(sidecars: Sidecars, log: Log): Comparisons {
  const lifetime = createLifetime();
  const running = new Map<string, Running>();
  const didChange = lifetime.keep(new vscode.EventEmitter<vscode.TextDocument>());

  const bringUpToDate = (run: Running): void => {
    const { document } = run;
    const shared = sidecars.get(document);
    if (!shared) return;
    if (run.version !== document.version) {
      run.layers = layersOn(document, run.files);
      run.version = document.version;
    }
    run.comparison = compareLayers(run.layers, shared.decisions);
  };
  const compare = (run: Running): void => {
    bringUpToDate(run);
    didChange.fire(run.document);
  };
  const reread = async (run: Running): Promise<void> => {
    const files = await readLayers(run.document);
    // While somebody is in the middle of writing one, the last that could be read stands.
    if ('why' in files) return;
    run.files = files;
    run.layers = layersOn(run.document, files);
    compare(run);
  };
  const watch = (document: vscode.TextDocument): Disposable => {
    const watching = createLifetime();
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(document.uri, '..'), `*.ann.yaml`);
    const watcher = watching.keep(vscode.workspace.createFileSystemWatcher(pattern));
    const quiet = watching.keep(
      delayed(quietMilliseconds, () => {
        const run = running.get(document.uri.toString());
        if (run) log.run(`Reading the layers of ${document.uri.toString()}`, () => reread(run));
      }),
    );
    const isLayer = ({ path }: vscode.Uri): boolean => path !== sidecars.get(document)?.uri.path;
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      watching.keep(
        event((uri) => {
          if (isLayer(uri)) quiet.ask();
        }),
      );
    return watching;
  };
  const end = (document: vscode.TextDocument): Running | undefined => {
    const run = running.get(document.uri.toString());
    running.delete(document.uri.toString());
    run?.lifetime.dispose();
    return run;
  };

  lifetime.keep(
    sidecars.onDidChange((document) => {
      const run = running.get(document.uri.toString());
      if (run) compare(run);
    }),
  );
  lifetime.keep(
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (!end(document)) return;
      log.run(`Ending the comparison of ${document.uri.toString()}`, () =>
        sidecars.adjudicate(document, false),
      );
      didChange.fire(document);
    }),
  );

  return {
    of(document) {
      const run = running.get(document.uri.toString());
      if (run && run.version !== document.version) bringUpToDate(run);
      return run?.comparison;
    },
    async start(document) {
      const files = await readLayers(document);
      if ('why' in files) return files;
      await sidecars.adjudicate(document, true);
      const layers = layersOn(document, files);
      await sidecars.change(document, (shared, author) => mergeAgreements(layers, shared, author));
      end(document);
      const { decisions } = await sidecars.open(document);
      const run: Running = {
        document,
        files,
        layers,
        version: document.version,
        comparison: compareLayers(layers, decisions),
        lifetime: watch(document),
      };
      running.set(document.uri.toString(), run);
      didChange.fire(document);
      return run.comparison;
    },
    async stop(document) {
      if (!end(document)) return;
      await sidecars.adjudicate(document, false);
      didChange.fire(document);
    },
    async decide(document, item, choice) {
      const run = running.get(document.uri.toString());
      if (!run) return;
      await sidecars.change(document, (shared, author) => {
        const comparison = compareLayers(run.layers, shared);
        const now = [...comparison.marks, ...comparison.links].find(
          (each) => itemKey(each) === itemKey(item),
        );
        return now ? adjudicate(comparison, shared, now, choice, author) : shared;
      });
    },
    onDidChange: didChange.event,
    dispose() {
      for (const run of running.values()) run.lifetime.dispose();
      lifetime.dispose();
    },
  };
}

/** Layers are read again once nobody has written any for so long. */
const quietMilliseconds = 200;

async function readLayers(document: vscode.TextDocument): Promise<readonly LayerFile[] | NoComparison> {
  const files: LayerFile[] = [];
  for (const [layer, uri] of await layersBeside(document.uri)) {
    const { document: sidecar } = readSidecar((await readText(uri)) ?? '');
    if (!sidecar?.writable) return { why: 'broken', layer: uri };
    files.push({ annotator: annotatorOf(layer), sidecar });
  }
  return files.length < 2 ? { why: 'too few', annotators: files.map(({ annotator }) => annotator) } : files;
}

function layersOn(document: vscode.TextDocument, files: readonly LayerFile[]): readonly Layer[] {
  const facts = textFacts(nameOf(document.uri), document.getText());
  return files.map(({ annotator, sidecar }) => ({ annotator, decisions: bind(sidecar, facts).decisions }));
}
