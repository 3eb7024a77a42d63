import * as vscode from 'vscode';
import { layerFileName, layerIn, layerName } from '../core/layers/names';
import type { Folder } from '../core/ports';
import { exists, folderOf, nameOf } from './files';
import { readSettings } from './settings';

/** What is added to a text file's name. */
export const sidecarEnding = '.ann.yaml';

/** Whose decisions a file holds: everybody's, those of the person at the keyboard, or those of nobody who said their name. */
export type Owner = 'everybody' | 'oneself' | 'nobody';

/** Where decisions on a text are read and written. */
export interface Home {
  readonly uri: vscode.Uri;
  readonly owner: Owner;
}

/** The sidecar that everybody shares. */
export function sidecarUri(text: vscode.Uri): vscode.Uri {
  return text.with({ path: text.path + sidecarEnding });
}

/** Where the person at the keyboard decides: in the shared sidecar, or with independent layers, in one of their own. */
export function homeOf(text: vscode.Uri): Home {
  const { independentLayers, annotator } = readSettings(text);
  if (!independentLayers) return { uri: sidecarUri(text), owner: 'everybody' };
  const layer = layerName(annotator);
  if (layer === undefined) return { uri: sidecarUri(text), owner: 'nobody' };
  const name = layerFileName(nameOf(text), layer);
  return { uri: vscode.Uri.joinPath(folderOf(text), name), owner: 'oneself' };
}

/** The layers that lie beside a text, by the part of their file name that tells whose they are. */
export async function layersBeside(text: vscode.Uri): Promise<ReadonlyMap<string, vscode.Uri>> {
  const folder = folderOf(text);
  const found = new Map<string, vscode.Uri>();
  for (const [name] of await vscode.workspace.fs.readDirectory(folder)) {
    const layer = layerIn(name, nameOf(text));
    const uri = vscode.Uri.joinPath(folder, name);
    if (layer !== undefined && !(await exists(textOf(uri)))) found.set(layer, uri);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whose layer a sidecar is; `undefined` where everybody shares it. */
export async function layerOf(sidecar: vscode.Uri): Promise<string | undefined> {
  const name = nameOf(sidecar).slice(0, -sidecarEnding.length);
  const [, text, layer] = /^(.+\.[^.]+)\.([^.]+)$/.exec(name) ?? [];
  if (text === undefined || (await exists(textOf(sidecar)))) return undefined;
  return (await exists(vscode.Uri.joinPath(folderOf(sidecar), text))) ? layer!.normalize('NFC') : undefined;
}

/** In place of a folder, for one who has not said their name: holds nothing, and takes nothing. */
export const nowhere: Folder = {
  names: () => Promise.resolve([]),
  read: () => Promise.resolve(undefined),
  write: () => Promise.reject(new Error(vscode.l10n.t('Nobody has said whose decisions these are.'))),
  rename: () => Promise.reject(new Error(vscode.l10n.t('Nobody has said whose decisions these are.'))),
  remove: () => Promise.resolve(),
  modified: () => Promise.resolve(undefined),
};

/** Asks for the name that independent layers need; `false` where the person would rather not say. */
export async function askForName(text: vscode.Uri): Promise<boolean> {
  const named = vscode.l10n.t('Set Name…');
  const { annotator } = readSettings(text);
  const message =
    annotator === ''
      ? vscode.l10n.t('Each person annotates these texts in a file of their own. Say whose yours is first.')
      : vscode.l10n.t('“{0}” cannot be part of a file name. Choose a shorter name.', annotator);
  if ((await vscode.window.showErrorMessage(message, named)) !== named) return false;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Annotator'),
    prompt: vscode.l10n.t('The name that your decisions are signed with and your file is called by'),
    value: annotator,
    validateInput: (value) =>
      layerName(value) === undefined ? vscode.l10n.t('Type a name of at most a hundred letters.') : undefined,
  });
  if (name === undefined) return false;
  await vscode.workspace
    .getConfiguration('corpusAnnotator')
    .update('annotator', name.trim(), vscode.ConfigurationTarget.Global);
  return homeOf(text).owner === 'oneself';
}

function textOf(sidecar: vscode.Uri): vscode.Uri {
  return sidecar.with({ path: sidecar.path.slice(0, -sidecarEnding.length) });
}
