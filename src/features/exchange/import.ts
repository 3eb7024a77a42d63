import * as vscode from 'vscode';
import type { Format, ReadProblem } from '../../core/exchange/format';
import { formats } from '../../core/exchange/formats';
import { guessFormats } from '../../core/exchange/guess';
import {
  addCounts,
  foreignLabels,
  startImport,
  type Arrival,
  type ArrivalRefused,
  type Corpus,
} from '../../core/exchange/importing';
import { labelsIn, labelsOut, type LabelMap } from '../../core/exchange/labels';
import type { Label } from '../../core/model';
import { applyEdits, editLabels } from '../../core/project/edit';
import { readSaved, saveFile } from '../../core/replacement';
import { newId } from '../../core/sidecar/ids';
import { mergeSidecars } from '../../core/sidecar/merge';
import { findTexts } from '../../host/corpusFiles';
import { folderAt, folderOf, nameOf, readText } from '../../host/files';
import type { Host } from '../../host/host';
import { sidecarEnding, sidecarUri } from '../../host/layers';
import { pause } from '../../host/lifecycle';
import { projectFileName } from '../../host/projects';
import { say } from '../../host/say';
import { readSettings } from '../../host/settings';
import { conflictWords } from '../../words/conflicts';
import { arrivalWords, counted, readProblemWords } from '../../words/exchange';
import { findingWords } from '../../words/findings';
import { corpusFolder, isInside, nameIn, placeMeant } from './corpora';

interface Wish {
  readonly files: readonly vscode.Uri[];
  readonly format: Format;
  readonly variant: string | undefined;
  /** The corpus that they come into. */
  readonly root: vscode.Uri;
  /** Labels to read as others. */
  readonly labels: LabelMap;
}

/** Import…: asks for files, shows what they would bring, and brings it. */
export async function importFiles(
  host: Host,
  problems: vscode.DiagnosticCollection,
  chosen: vscode.Uri | undefined,
): Promise<void> {
  const place = placeMeant(undefined) ?? chosen;
  if (!place) {
    say(vscode.l10n.t('Open the folder of a corpus first.'));
    return;
  }
  const root = await corpusFolder(host, place);
  const sources = chosen ? [chosen] : await pickSources(root);
  if (!sources) return;
  const files = await filesIn(sources);
  const picked = await pickFormat(files);
  if (!picked) return;
  const wanted = files.filter((uri) => picked.format.extensions.some((end) => uri.path.endsWith(end)));
  let wish: Wish = { files: wanted.length > 0 ? wanted : files, ...picked, root, labels: {} };
  const preview = await withProgress(
    wish,
    vscode.l10n.t('Looking at what would be imported'),
    (step, token) => run(host, wish, 'dry', step, token),
  );
  if (!preview) return;
  const agreed = await agree(host, wish, preview);
  if (!agreed) return;
  wish = { ...wish, labels: agreed.labels };
  await addLabels(host, root, agreed.added);
  problems.clear();
  const result = await withProgress(wish, vscode.l10n.t('Importing'), (step, token) =>
    run(host, wish, 'write', step, token),
  );
  if (!result) return;
  const [first] = result.arrivals;
  if (first) await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(root, first.name));
  await tell(problems, result);
}

/** What an import brings, or would bring. */
interface Result {
  readonly arrivals: Arrival[];
  readonly refused: ArrivalRefused[];
  readonly problems: { readonly uri: vscode.Uri; readonly problem: ReadProblem }[];
  readonly failed: { readonly uri: vscode.Uri; readonly why: string }[];
  readonly labels: Map<Label, number>;
  isStopped: boolean;
}

type Step = (message: string) => void;

async function run(
  host: Host,
  { files, format, variant, root, labels }: Wish,
  kind: 'dry' | 'write',
  step: Step,
  token: vscode.CancellationToken,
): Promise<Result> {
  const { labels: scheme } = await host.projects.of(vscode.Uri.joinPath(root, projectFileName));
  const names = format.labelNames ?? 'own';
  const { annotator } = readSettings(root);
  const reading = startImport(format, corpusIn(host, root), {
    random: Math.random,
    variant,
    by: annotator || undefined,
    labels: { ...labelsIn(scheme, names), ...labels },
    labelsThere: labelsOut(scheme, names),
  });
  const result: Result = {
    arrivals: [],
    refused: [],
    problems: [],
    failed: [],
    labels: new Map(),
    isStopped: false,
  };
  const base = files.length === 1 ? folderOf(files[0]!) : commonFolder(files);
  for (const uri of files) {
    step(nameOf(uri));
    try {
      const source = {
        path: nameIn(base, uri),
        chunks: [(await readText(uri)) ?? ''],
        companion: (name: string) => readText(vscode.Uri.joinPath(folderOf(uri), name)),
      };
      for await (const item of reading.add(source)) {
        if (token.isCancellationRequested) {
          result.isStopped = true;
          return result;
        }
        if (item.kind === 'problem') result.problems.push({ uri, problem: item });
        else if (item.kind === 'refused') result.refused.push(item);
        else {
          if (kind === 'write') await save(root, item);
          // The sources are many and large: what is shown needs the counts alone.
          result.arrivals.push({
            ...item,
            sidecar: { known: undefined, source: '' },
            newText: item.newText && '…',
          });
          addCounts(result.labels, item.labels);
        }
      }
    } catch (error) {
      host.log.failure(`Importing ${uri.toString()}`, error);
      result.failed.push({ uri, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return result;
}

function corpusIn({ projects }: Host, root: vscode.Uri): Corpus {
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(root, name);
  return {
    text: (name) => readText(at(name)),
    sidecar: async (name) => {
      const uri = sidecarUri(at(name));
      return (await readSaved(folderAt(folderOf(uri)), nameOf(uri))).text;
    },
    async names() {
      const { token } = new vscode.CancellationTokenSource();
      const found = [...(await findTexts(projects, token))].map((uri) => vscode.Uri.parse(uri));
      return found.filter((uri) => isInside(root, uri)).map((uri) => nameIn(root, uri));
    },
  };
}

/** Writes a text that is new, and its sidecar; where others saved that meanwhile, both are merged. */
async function save(root: vscode.Uri, { name, newText, sidecar }: Arrival): Promise<void> {
  const text = vscode.Uri.joinPath(root, name);
  if (newText !== undefined) await vscode.workspace.fs.writeFile(text, new TextEncoder().encode(newText));
  const uri = sidecarUri(text);
  const folder = folderAt(folderOf(uri));
  const saver = { id: newId(Math.random, () => false), now: () => Date.now(), pause: () => pause(50) };
  let { known, source } = sidecar;
  for (let attempt = 0; attempt < 20; attempt++) {
    const file = await readSaved(folder, nameOf(uri));
    if (file.text !== known) {
      const merge = mergeSidecars(known ?? '', source, file.text ?? '');
      if (merge.kind === 'refused')
        throw new Error(vscode.l10n.t('{0} cannot be read, so nothing is written over it.', nameOf(uri)));
      known = file.text;
      source = merge.source;
    }
    if (source === file.onDisk || (await saveFile(folder, nameOf(uri), file, source, saver)) === 'saved')
      return;
  }
  throw new Error(vscode.l10n.t('Others keep changing it.'));
}

async function withProgress(
  { files, format }: Wish,
  title: string,
  work: (step: Step, token: vscode.CancellationToken) => Promise<Result>,
): Promise<Result | undefined> {
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: `${title} (${format.title})`,
    },
    (progress, token) =>
      work((message) => progress.report({ message, increment: 100 / files.length }), token),
  );
  if (!result.isStopped) return result;
  say(vscode.l10n.t('Import stopped after {0}.', counted(result.arrivals.length, 'texts', vscode.l10n.t)));
  return undefined;
}

async function pickSources(root: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  const t = vscode.l10n.t;
  const items = [
    { label: t('Files…'), isFolder: false },
    { label: t('A Folder…'), isFolder: true },
  ];
  const title = t('Import: What');
  const picked = await vscode.window.showQuickPick(items, { title });
  if (!picked) return undefined;
  return vscode.window.showOpenDialog({
    title,
    openLabel: t('Import'),
    canSelectFiles: !picked.isFolder,
    canSelectFolders: picked.isFolder,
    canSelectMany: true,
    defaultUri: root,
  });
}

/** The files meant: those of a folder are all below it, but for our own. */
async function filesIn(sources: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  const visit = async (uri: vscode.Uri, isNamed: boolean): Promise<void> => {
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) === 0) {
      if (isNamed || !uri.path.endsWith(sidecarEnding)) files.push(uri);
      return;
    }
    const names = (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name).sort();
    for (const name of names)
      if (!name.startsWith('.') && name !== 'node_modules')
        await visit(vscode.Uri.joinPath(uri, name), false);
  };
  for (const source of sources) await visit(source, true);
  return files;
}

/** The format that the files look like stands first. */
async function pickFormat(
  files: readonly vscode.Uri[],
): Promise<{ format: Format; variant: string | undefined } | undefined> {
  const t = vscode.l10n.t;
  const telling = files.find((uri) => !/\.(?:txt|conf|xml|py|ya?ml)$/.test(uri.path)) ?? files[0];
  if (!telling) {
    await vscode.window.showErrorMessage(t('There are no files to import here.'));
    return undefined;
  }
  const guessed = guessFormats(telling.path, (await readText(telling)) ?? '');
  const rest = formats.filter((format) => format.read && !guessed.includes(format));
  const items = [...guessed, ...rest].flatMap((format, i) =>
    // What is read back tells its scheme of tags by itself; of other variants the person knows.
    (format.unitOf ? format.variants! : [undefined]).map((variant, j) => ({
      label: variant === undefined ? format.title : `${format.title} (${variant})`,
      description: i === 0 && j === 0 ? t('as {0} looks', nameOf(telling)) : format.extensions[0],
      format,
      variant,
    })),
  );
  return vscode.window.showQuickPick(items, {
    title: t('Import: Format'),
    placeHolder: t('What tool wrote it?'),
  });
}

interface Agreement {
  readonly labels: LabelMap;
  /** Labels to be added to the scheme. */
  readonly added: readonly Label[];
}

/** Shows what would happen, line by line, and asks about labels that the scheme does not have. */
async function agree(host: Host, { root }: Wish, preview: Result): Promise<Agreement | undefined> {
  const t = vscode.l10n.t;
  const { labels: scheme } = await host.projects.of(vscode.Uri.joinPath(root, projectFileName));
  const foreign = foreignLabels(
    preview.labels,
    scheme.map(({ name }) => name),
  );
  const choices = new Map<Label, Choice>();
  const total = (count: (arrival: Arrival) => number): number =>
    preview.arrivals.reduce((sum, arrival) => sum + count(arrival), 0);
  for (;;) {
    const go = {
      label: `$(check) ${t('Import')}`,
      description: t(
        '{0} in {1}, {2}, {3}',
        counted(
          total(({ added }) => added),
          'new annotations',
          t,
        ),
        counted(preview.arrivals.length, 'texts', t),
        counted(
          total(({ newText }) => (newText === undefined ? 0 : 1)),
          'new texts',
          t,
        ),
        counted(
          total(({ conflicts }) => conflicts.length),
          'conflicts',
          t,
        ),
      ),
      detail: undefined,
      foreign: undefined,
      isGo: true,
    };
    const row = (label: string, foreignLabel?: Label) => ({
      label,
      description: foreignLabel === undefined ? undefined : choiceWords(choices.get(foreignLabel)),
      foreign: foreignLabel,
      isGo: false,
    });
    const heading = (label: string) => ({
      label,
      kind: vscode.QuickPickItemKind.Separator,
      foreign: undefined,
      isGo: false,
    });
    const items = [
      ...(preview.arrivals.length > 0 ? [go] : []),
      ...(foreign.length > 0 ? [heading(t('Labels that the scheme does not have'))] : []),
      ...foreign.map(([label, count]) => row(`$(tag) ${label} (${count})`, label)),
      heading(t('What would happen')),
      ...preview.refused.map((item) => row(`$(error) ${item.name}: ${refusedWords(item)}`)),
      ...preview.failed.map(({ uri, why }) => row(`$(error) ${nameOf(uri)}: ${why}`)),
      ...preview.problems.map(({ uri, problem }) => row(`$(warning) ${problemLine(uri, problem)}`)),
      ...preview.arrivals.flatMap((arrival) => [
        row(arrivalWords(arrival, t)),
        ...arrival.conflicts.map((conflict) => row(`$(warning) ${conflictWords(conflict, t)}`)),
      ]),
    ].slice(0, 2000);
    const picked = await vscode.window.showQuickPick(items, {
      title: t('Import: Preview'),
      placeHolder: t('Nothing is written yet.'),
    });
    if (!picked) return undefined;
    if (picked.isGo) break;
    if (picked.foreign === undefined) continue;
    const choice = await pickLabel(
      picked.foreign,
      scheme.map(({ name }) => name),
    );
    if (choice) choices.set(picked.foreign, choice);
  }
  const labels = [...choices].flatMap(([label, choice]): [Label, Label | null][] =>
    choice.kind === 'read as' ? [[label, choice.label]] : choice.kind === 'left out' ? [[label, null]] : [],
  );
  const added = [...choices].flatMap(([label, { kind }]) => (kind === 'added' ? label : []));
  return { labels: Object.fromEntries(labels), added };
}

/** What becomes of a label that the scheme does not have. */
type Choice =
  { readonly kind: 'kept' | 'added' | 'left out' } | { readonly kind: 'read as'; readonly label: Label };

function choiceWords(choice: Choice = { kind: 'kept' }): string {
  const t = vscode.l10n.t;
  switch (choice.kind) {
    case 'kept':
      return t('stays as it is');
    case 'added':
      return t('is added to the scheme');
    case 'left out':
      return t('is left out');
    case 'read as':
      return t('is read as {0}', choice.label);
  }
}

async function pickLabel(label: Label, scheme: readonly Label[]): Promise<Choice | undefined> {
  const t = vscode.l10n.t;
  const items: (vscode.QuickPickItem & { choice: Choice })[] = [
    { label: t('Add to {0}', projectFileName), choice: { kind: 'added' } },
    { label: t('Keep as It Is'), choice: { kind: 'kept' } },
    { label: t('Leave Its Marks Out'), choice: { kind: 'left out' } },
    ...scheme.map((name) => ({
      label: t('Read as {0}', name),
      choice: { kind: 'read as' as const, label: name },
    })),
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Label {0}', label) }))?.choice;
}

async function addLabels({ projects }: Host, root: vscode.Uri, labels: readonly Label[]): Promise<void> {
  if (labels.length === 0) return;
  const uri = (await projects.file(vscode.Uri.joinPath(root, projectFileName)))?.uri;
  const target = uri ?? vscode.Uri.joinPath(root, projectFileName);
  const source = (await readText(target)) ?? '';
  const edits = editLabels(source, labels);
  if (!edits) {
    await vscode.window.showErrorMessage(
      vscode.l10n.t('{0} cannot be read, so the labels are not added to it.', projectFileName),
    );
    return;
  }
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(applyEdits(source, edits)));
}

/** Lines that could not be read go to Problems, at the files they are in; the first text opens. */
async function tell(problems: vscode.DiagnosticCollection, result: Result): Promise<void> {
  const t = vscode.l10n.t;
  const byFile = new Map<string, vscode.Diagnostic[]>();
  for (const { uri, problem } of result.problems) {
    const line = (problem.line ?? 1) - 1;
    const diagnostic = new vscode.Diagnostic(
      new vscode.Range(line, 0, line, 1),
      readProblemWords(problem, t),
      problem.code === 'undecided'
        ? vscode.DiagnosticSeverity.Information
        : vscode.DiagnosticSeverity.Warning,
    );
    diagnostic.source = 'Corpus Annotator';
    diagnostic.code = `import-${problem.code.replaceAll(' ', '-')}`;
    const list = byFile.get(uri.toString());
    if (list) list.push(diagnostic);
    else byFile.set(uri.toString(), [diagnostic]);
  }
  for (const [uri, list] of byFile) problems.set(vscode.Uri.parse(uri), list);
  const added = result.arrivals.reduce((sum, arrival) => sum + arrival.added, 0);
  const done = t(
    'Imported: {0} in {1}.',
    counted(added, 'new annotations', t),
    counted(result.arrivals.length, 'texts', t),
  );
  const conflicts = result.arrivals.reduce((sum, arrival) => sum + arrival.conflicts.length, 0);
  const sentences = [
    ...result.refused.slice(0, 3).map((item) => `${item.name}: ${refusedWords(item)}`),
    ...result.failed.slice(0, 3).map(({ uri, why }) => `${nameOf(uri)}: ${why}`),
    ...(conflicts > 0 ? [t('Decided differently here: {0}; both readings are kept.', conflicts)] : []),
    ...(result.problems.length > 0
      ? [t('Not read: {0}; see Problems.', counted(result.problems.length, 'lines', t))]
      : []),
  ];
  if (sentences.length === 0) {
    say(done);
    return;
  }
  const open = t('Show Problems');
  const answer = await vscode.window.showWarningMessage(
    [done, ...sentences].join(' '),
    ...(result.problems.length > 0 ? [open] : []),
  );
  if (answer === open) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function problemLine(uri: vscode.Uri, problem: ReadProblem): string {
  const place = problem.line === undefined ? nameOf(uri) : `${nameOf(uri)}:${problem.line}`;
  return `${place}: ${readProblemWords(problem, vscode.l10n.t)}`;
}

function refusedWords({ code, findings }: ArrivalRefused): string {
  const t = vscode.l10n.t;
  if (code === 'name') return t('This is no name of a text below the corpus. Nothing is written for it.');
  const [first] = findings;
  return t('Its annotations file cannot be read. {0}', first ? findingWords(first, t) : '');
}

/** The folder that all files lie in. */
function commonFolder(files: readonly vscode.Uri[]): vscode.Uri {
  let folder = folderOf(files[0]!);
  for (const file of files) while (!isInside(folder, file) && folder.path !== '/') folder = folderOf(folder);
  return folder;
}
