import * as vscode from 'vscode';
import { overlapping, type Mark } from '../core/marks';
import { overlaps, type Span } from '../core/span';
import { rangeOf, spanOf } from '../host/convert';
import { isAnnotated } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, delayed, type Disposable } from '../host/lifecycle';
import { isShown, onDidChangeSettings, readSettings } from '../host/settings';
import type { Palette } from '../host/theme';

/** Up to so many marks are painted all at once; of more, only those on screen and a screen around it. */
const paintedWhole = 5000;
const scrollQuietMilliseconds = 50;

/** Paints the marks of the visible texts, each label and state in its own way; a box around those that hold others. */
export function registerHighlight(host: Host): Disposable {
  const lifetime = createLifetime();

  const painted = new WeakMap<vscode.TextEditor, Palette>();
  const box = lifetime.keep(
    vscode.window.createTextEditorDecorationType({
      outline: '1px dotted var(--vscode-editor-foreground); outline-offset: -1px',
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );

  const clear = (editor: vscode.TextEditor): void => {
    for (const type of [box, ...(painted.get(editor)?.all ?? [])]) editor.setDecorations(type, []);
    painted.delete(editor);
  };
  const paint = async (editor: vscode.TextEditor): Promise<void> => {
    const palette = await host.palettes.of(editor.document);
    if (painted.get(editor) !== palette || !isAnnotated(editor.document)) clear(editor);
    const analysis = host.documents.current(editor.document);
    if (!analysis) return;
    painted.set(editor, palette);
    const settings = readSettings(editor.document);
    const shown = analysis.marks.filter((mark) => isShown(mark, settings));
    const marks = shown.length <= paintedWhole ? shown : nearScreen(editor, shown);
    const ranges = new Map(palette.all.map((type) => [type, [] as vscode.Range[]]));
    for (const mark of marks) {
      const own = ranges.get(palette.of(mark));
      for (const piece of mark.pieces) own?.push(rangeOf(editor.document, piece));
    }
    for (const [type, own] of ranges) editor.setDecorations(type, own);
    const boxed = overlapping(marks).flatMap(({ pieces }) => pieces);
    editor.setDecorations(
      box,
      boxed.map((piece) => rangeOf(editor.document, piece)),
    );
  };
  const paintEach = (editors: readonly vscode.TextEditor[]): void =>
    host.log.run('Painting marks', () => Promise.all(editors.map(paint)));
  const paintDocument = (document: vscode.TextDocument): void =>
    paintEach(vscode.window.visibleTextEditors.filter((editor) => editor.document === document));
  const paintAll = (): void => paintEach(vscode.window.visibleTextEditors);
  const paintScrolled = lifetime.keep(delayed(scrollQuietMilliseconds, paintAll));

  lifetime.keep(host.documents.onDidAnalyze(paintDocument));
  lifetime.keep(host.documents.onDidClose(paintAll));
  lifetime.keep(vscode.window.onDidChangeVisibleTextEditors(paintAll));
  lifetime.keep(
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
      if ((host.documents.current(textEditor.document)?.marks.length ?? 0) > paintedWhole)
        paintScrolled.ask();
    }),
  );
  lifetime.keep(host.palettes.onDidChange(paintAll));
  lifetime.keep(onDidChangeSettings(paintAll));
  return lifetime;
}

function nearScreen(editor: vscode.TextEditor, marks: readonly Mark[]): readonly Mark[] {
  const screens = editor.visibleRanges.map((range): Span => {
    const height = range.end.line - range.start.line + 1;
    const first = Math.max(0, range.start.line - height);
    const last = Math.min(editor.document.lineCount - 1, range.end.line + height);
    return spanOf(editor.document, new vscode.Range(first, 0, last, Number.MAX_SAFE_INTEGER));
  });
  return marks.filter((mark) => screens.some((screen) => overlaps(mark, screen)));
}
