import * as vscode from 'vscode';
import type { Mark } from '../core/marks';
import type { Disposable } from './lifecycle';

const section = 'corpusAnnotator';

/** The settings, read in this one place. */
export interface Settings {
  /** Signs decisions; empty for none. */
  readonly annotator: string;
  /** Whether each person annotates in a file of their own, without seeing what others did. */
  readonly independentLayers: boolean;
  readonly showSuggestions: boolean;
  /** In [0, 1]: suggestions below it are hidden. */
  readonly minimumScore: number;
  readonly showRejected: boolean;
  /** The checks that are not made, by their codes. */
  readonly checksOff: readonly string[];
}

export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const settings = vscode.workspace.getConfiguration(section, scope);
  return {
    annotator: settings.get('annotator', '').trim(),
    independentLayers: settings.get('independentLayers', false),
    showSuggestions: settings.get('suggestions.show', true),
    minimumScore: settings.get('suggestions.minimumScore', 0),
    showRejected: settings.get('rejected.show', true),
    checksOff: settings.get('checks.off', []),
  };
}

export function onDidChangeSettings(listener: () => void): Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(section)) listener();
  });
}

/** Whether the settings let a mark be seen. */
export function isShown(mark: Mark, settings: Settings): boolean {
  if (mark.state === 'accepted') return true;
  if (mark.state === 'rejected') return settings.showRejected;
  return settings.showSuggestions && (mark.suggestion?.score ?? 1) >= settings.minimumScore;
}
