import * as vscode from 'vscode';
import { startExport, type ExportReport } from '../../core/exchange/export';
import { features, type Format, type WriteOptions } from '../../core/exchange/format';
import { formats } from '../../core/exchange/formats';
import { labelNameSets, labelsOut, type LabelMap, type LabelNames } from '../../core/exchange/labels';
import { lossesFile, lossesName } from '../../core/exchange/lossesFile';
import type { LabelDefinition } from '../../core/project/project';
import { findTexts } from '../../host/corpusFiles';
import { isAnnotated } from '../../host/documents';
import { exists, folderOf, nameOf } from '../../host/files';
import type { Host } from '../../host/host';
import { say } from '../../host/say';
import { createSlices } from '../../host/slices';
import {
  counted as countedWords,
  labelNamesWords,
  lossName,
  lossWords,
  refusalWords,
} from '../../words/exchange';
import { corpusFolder, isInside, nameIn, placeMeant } from './corpora';
import { createOutput, isFree } from './output';
import { exchangeDocumentOf } from './texts';

interface Wish {
  readonly texts: readonly vscode.Uri[];
  /** Texts are named from here. */
  readonly root: vscode.Uri;
  readonly format: Format;
  readonly variant: string | undefined;
  readonly suggestions: NonNullable<WriteOptions['suggestions']>;
  readonly names: LabelNames;
  readonly folder: vscode.Uri;
}

/** Export…: asks what, as what and where; writes it, opens it, and says what it lost. */
export async function exportTexts(host: Host, chosen: vscode.Uri | undefined): Promise<void> {
  const place = placeMeant(chosen);
  if (!place) {
    say(vscode.l10n.t('Open a folder or a text to export first.'));
    return;
  }
  const wish = await ask(host, place, chosen);
  if (!wish) return;
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t('Exporting as {0}', wish.format.title),
    },
    (progress, token) => run(host, wish, progress, token),
  );
  if (!outcome) {
    say(vscode.l10n.t('Export stopped. What was written is not complete.'));
    return;
  }
  const [first] = outcome.files;
  if (first) await vscode.commands.executeCommand('vscode.open', first, { preview: false });
  await tell(outcome, vscode.Uri.joinPath(wish.folder, lossesName));
}

async function ask(host: Host, place: vscode.Uri, chosen: vscode.Uri | undefined): Promise<Wish | undefined> {
  const root = await corpusFolder(host, place);
  const texts = await pickTexts(host, root, chosen);
  if (!texts) return undefined;
  const picked = await pickFormat();
  if (!picked) return undefined;
  const suggestions = await pickSuggestions(picked.format);
  const labels = (await host.projects.of(place)).labels;
  const names = suggestions && (await pickNames(picked.format, labels));
  const folder = names && (await pickFolder(root, picked.format));
  return folder && { texts, root, ...picked, suggestions, names, folder };
}

interface Outcome {
  readonly report: ExportReport;
  readonly files: readonly vscode.Uri[];
  /** Texts that could not be read, and why. */
  readonly failed: readonly string[];
}

/** `undefined` where it was stopped. */
async function run(
  host: Host,
  { texts, root, format, variant, suggestions, names, folder }: Wish,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Outcome | undefined> {
  const only = texts.length === 1 ? nameOf(texts[0]!).replace(/\.[^.]*$/, '') : undefined;
  const writing = startExport(format, { suggestions, variant, name: only });
  const output = createOutput(folder);
  const slices = createSlices();
  const reportFile = vscode.Uri.joinPath(folder, lossesName);
  const failed: string[] = [];
  let labels: LabelMap = {};
  await vscode.workspace.fs.writeFile(reportFile, new TextEncoder().encode('unfinished: true\n'));
  output.begin(writing.begin());
  for (const [i, uri] of texts.entries()) {
    if (token.isCancellationRequested) return undefined;
    const name = nameIn(root, uri);
    progress.report({ message: `${i + 1}/${texts.length} ${name}`, increment: 100 / texts.length });
    try {
      const document = await exchangeDocumentOf(host, uri, name, suggestions !== 'none', slices);
      if (!document) continue;
      labels = labelsOut((await host.projects.of(uri)).labels, names);
      await output.text(writing.add(document, labels));
    } catch (error) {
      host.log.failure(`Exporting ${uri.toString()}`, error);
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await output.end(writing.finish());
  const report = writing.report();
  await vscode.workspace.fs.writeFile(reportFile, new TextEncoder().encode(lossesFile(report, labels)));
  return { report, files: output.files, failed };
}

/** What was lost, refused or not read; nothing where everything is there. */
async function tell({ report, failed }: Outcome, reportFile: vscode.Uri): Promise<void> {
  const t = vscode.l10n.t;
  const { losses, refused } = report;
  const written = t(
    'Exported: {0}, with {1}.',
    counted(report.documents, 'texts'),
    counted(report.marks, 'marks'),
  );
  if (losses.length + refused.length + failed.length === 0) {
    say(written);
    return;
  }
  const sentences = [
    ...refused.slice(0, 3).map((refusal) => refusalWords(refusal, t)),
    ...failed.slice(0, 3),
    ...losses.map((loss) => lossWords(loss, t)),
  ];
  const open = t('Open Report');
  const isFailed = refused.length + failed.length > 0;
  const show = isFailed ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const intro = isFailed
    ? t('Not exported: {0}.', counted(refused.length + failed.length, 'texts'))
    : t('This format cannot carry everything.');
  const answer = await show([intro, written, ...sentences].join(' '), open);
  if (answer === open) await vscode.window.showTextDocument(reportFile, { preview: false });
}

function counted(count: number, what: Parameters<typeof countedWords>[1]): string {
  return countedWords(count, what, vscode.l10n.t);
}

async function pickTexts(
  host: Host,
  root: vscode.Uri,
  chosen: vscode.Uri | undefined,
): Promise<readonly vscode.Uri[] | undefined> {
  const t = vscode.l10n.t;
  const active = vscode.window.activeTextEditor?.document;
  const open = isAnnotated(active) ? active.uri : undefined;
  const all = await corpusTexts(host, root);
  const below = (folder: vscode.Uri): readonly vscode.Uri[] => all.filter((uri) => isInside(folder, uri));
  if (chosen) {
    const own = below(chosen);
    return own.length > 0 ? own : [chosen];
  }
  const folder = open && folderOf(open);
  const siblings = folder ? below(folder) : [];
  const items = [
    ...(open ? [{ label: t('This Text'), description: nameOf(open), texts: [open] }] : []),
    ...(folder && siblings.length > 0 && siblings.length < all.length
      ? [
          {
            label: t('This Folder'),
            description: `${nameIn(root, folder)}: ${counted(siblings.length, 'texts')}`,
            texts: siblings,
          },
        ]
      : []),
    { label: t('The Corpus'), description: `${nameOf(root)}: ${counted(all.length, 'texts')}`, texts: all },
  ];
  if (items.length === 1) return all;
  const title = t('Export: Which Texts');
  return (await vscode.window.showQuickPick(items, { title }))?.texts;
}

async function corpusTexts(host: Host, root: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const { token } = new vscode.CancellationTokenSource();
  const found = [...(await findTexts(host.projects, token))].map((uri) => vscode.Uri.parse(uri));
  const own = found.filter((uri) => isInside(root, uri));
  return own.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function pickFormat(): Promise<{ format: Format; variant: string | undefined } | undefined> {
  const t = vscode.l10n.t;
  const items = formats.flatMap((format) =>
    (format.variants ?? [undefined]).map((variant) => {
      const lost = features.filter((feature) => !format.carries.includes(feature));
      return {
        label: variant === undefined ? format.title : `${format.title} (${variant})`,
        description: format.extensions[0],
        detail: lost.length === 0 ? t('Carries everything.') : t('Cannot carry: {0}', lostNames(lost)),
        format,
        variant,
      };
    }),
  );
  return vscode.window.showQuickPick(items, {
    title: t('Export: Format'),
    placeHolder: t('What tool should read it?'),
    matchOnDescription: true,
  });
}

function lostNames(lost: readonly (typeof features)[number][]): string {
  return lost.map((feature) => lossName(feature, vscode.l10n.t)).join(', ');
}

async function pickSuggestions({ carries }: Format): Promise<Wish['suggestions'] | undefined> {
  const t = vscode.l10n.t;
  const canTell = carries.includes('suggestions');
  const items = [
    {
      label: t('Decisions only'),
      description: t('what people accepted or rejected'),
      suggestions: 'none' as const,
    },
    canTell
      ? {
          label: t('Decisions and suggestions'),
          description: t('told apart in the file'),
          suggestions: 'apart' as const,
        }
      : {
          label: t('Decisions and suggestions, mixed'),
          description: t('this format cannot tell them apart: suggestions go as if people had accepted them'),
          suggestions: 'mixed' as const,
        },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Export: What') }))?.suggestions;
}

/** Whose names the labels get, with the names themselves; not asked where all are the same. */
async function pickNames(
  { labelNames = 'own' }: Format,
  labels: readonly LabelDefinition[],
): Promise<LabelNames | undefined> {
  const t = vscode.l10n.t;
  const items = labelNameSets.map((names) => ({
    label: labelNamesWords(names, t),
    detail: renamedWords(labelsOut(labels, names)),
    names,
  }));
  if (items.every(({ detail }) => detail === undefined)) return 'own';
  const usual = items.filter(({ names }) => names === labelNames);
  const others = items.filter(({ names, detail }) => names !== labelNames && (names === 'own' || detail));
  const picked = await vscode.window.showQuickPick([...usual, ...others], {
    title: t('Export: Names of Labels'),
  });
  return picked?.names;
}

function renamedWords(labels: LabelMap): string | undefined {
  const renamed = Object.entries(labels).filter(([label, other]) => label !== other);
  if (renamed.length === 0) return undefined;
  const words = renamed.map(([label, other]) =>
    other === null ? vscode.l10n.t('{0} left out', label) : `${label} → ${other}`,
  );
  return words.join(', ');
}

/** A folder of its own below the corpus, or one that the person chooses. */
async function pickFolder(root: vscode.Uri, { id, extensions }: Format): Promise<vscode.Uri | undefined> {
  const t = vscode.l10n.t;
  const usual = vscode.Uri.joinPath(root, 'export', id);
  // Copies of texts would be texts of the corpus there.
  if (extensions.includes('.txt')) return chooseFolder(root, id);
  const again = await exists(vscode.Uri.joinPath(usual, lossesName));
  const items = [
    {
      label: `export/${id}`,
      description: again ? t('writes over the last export') : t('a new folder in the corpus'),
      isUsual: true,
    },
    { label: t('Choose a Folder…'), description: '', isUsual: false },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: t('Export: Where') });
  if (!picked) return undefined;
  return picked.isUsual ? freeFolder(usual) : chooseFolder(root, id);
}

async function chooseFolder(root: vscode.Uri, id: string): Promise<vscode.Uri | undefined> {
  const t = vscode.l10n.t;
  const chosen = await vscode.window.showOpenDialog({
    title: t('Export: Where'),
    openLabel: t('Export Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: root,
  });
  if (!chosen?.[0]) return undefined;
  const [folder] = chosen;
  return (await isFree(folder, lossesName))
    ? folder
    : freeFolder(vscode.Uri.joinPath(folder, `export-${id}`));
}

async function freeFolder(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (await isFree(folder, lossesName)) return folder;
  await vscode.window.showErrorMessage(
    vscode.l10n.t('{0} holds other files already. Choose a new or empty folder.', nameOf(folder)),
  );
  return undefined;
}
