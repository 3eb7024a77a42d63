import type * as vscode from 'vscode';

/** The name of an action on many texts, under which its changes are undone together: it says which texts. */
export function bulkName(texts: readonly vscode.Uri[], id: string): string {
  return JSON.stringify([id, ...texts.map(String)]);
}

/** The URIs of the texts that an action changed. */
export function textsOfBulk(bulk: string): readonly string[] {
  return (JSON.parse(bulk) as string[]).slice(1);
}
