import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, drop, freshName, host, openNew, run, select, until } from './texts';

suite('teaching', () => {
  const used: string[] = [];
  const fresh = (): string => {
    const name = freshName('teaching');
    used.push(name, `${name}.ann.yaml`);
    return name;
  };
  teardown(async () => {
    await closeAll();
    await drop(...used.splice(0));
  });

  test('a name accepted in one text is marked in another at once, and the hover says why', async () => {
    const first = fresh();
    const { editor } = await openNew(
      first,
      'Notes from the yard\n\nWork for quorvex limbo went well that year.\n',
    );
    select(editor, 'quorvex limbo');
    await run('annotateAs.COMPANY');
    const second = await openNew(
      fresh(),
      'More notes from the yard\n\nThey asked quorvex limbo for a price.\n',
    );
    const taught = await until('it is marked there', () =>
      suggestionOf(second.editor.document, 'quorvex limbo'),
    );
    assert.deepEqual([taught.label, taught.reason], ['COMPANY', { kind: 'accepted', file: first, line: 3 }]);
    const hover = await hoverText(second.editor.document, 'quorvex');
    assert.match(hover, new RegExp(`Because it was accepted in ${first}, line 3`));
  });

  test('the register of corpus.yaml teaches too', async () => {
    const { editor } = await openNew(
      fresh(),
      'Notes\n\nShares in tindvik were not traded; Tindvik Energi ASA said nothing.\n',
    );
    const known = await until('it is marked', () => suggestionOf(editor.document, 'Tindvik Energi ASA'));
    assert.deepEqual([known.label, known.reason.kind], ['COMPANY', 'register']);
  });

  async function suggestionOf(document: vscode.TextDocument, words: string) {
    const analysis = await (await host()).documents.analyzed(document);
    return analysis?.suggestions.find(({ text, reason }) => text === words && reason.kind !== 'model');
  }

  async function hoverText(document: vscode.TextDocument, words: string): Promise<string> {
    const position = document.positionAt(document.getText().indexOf(words));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const cards = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content as vscode.MarkdownString).value),
    );
    return cards.join('\n').replaceAll('&nbsp;', ' ').replaceAll('\\', '');
  }
});
