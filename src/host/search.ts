import * as vscode from 'vscode';

/** File systems that VS Code can search; it waits for ever for the search of another. */
const searched = new Set(['file', 'vscode-remote', 'vscode-vfs', 'vscode-userdata']);

/** All files at or below a folder whose names end so, hidden folders left out. */
export async function findBelow(folder: vscode.Uri, ending: string): Promise<readonly vscode.Uri[]> {
  if (searched.has(folder.scheme))
    return vscode.workspace.findFiles(new vscode.RelativePattern(folder, `**/*${ending}`), null);
  const found: vscode.Uri[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next; next = folders.pop()) {
    for (const [name, type] of await vscode.workspace.fs.readDirectory(next)) {
      const uri = vscode.Uri.joinPath(next, name);
      // Links may lead in circles.
      if (type === vscode.FileType.Directory && !name.startsWith('.')) folders.push(uri);
      else if (type !== vscode.FileType.Directory && name.endsWith(ending)) found.push(uri);
    }
  }
  return found;
}
