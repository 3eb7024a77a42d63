import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('a real VS Code', () => {
  test('has the extension, which activates', async () => {
    const extension = vscode.extensions.all.find(
      ({ packageJSON }) => packageJSON.name === 'corpus-annotator',
    );
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  test('opens a text that a test wrote', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder, 'written.txt');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('Mira Tan leads Aurora Pay.\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), 'Mira Tan leads Aurora Pay.\n');
    await vscode.workspace.fs.delete(uri);
  });
});
