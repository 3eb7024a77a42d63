import * as vscode from 'vscode';
import { openItems, type Comparison } from '../../core/layers/compare';
import { rangeOf } from '../../host/convert';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { visible } from '../../words/visible';

/** The lines that tell layers apart, without a colour; further ones begin again. */
const lines = ['solid', 'dashed', 'dotted', 'double'];
/** Of more differences than this in one text, the first are shown in it; all are listed in Review. */
const mostShown = 300;

/** Frames what each layer says of a difference, and names whose frame it is. */
export function registerReadings(host: Host): Disposable {
  const lifetime = createLifetime();
  const frames = lines.map((line) =>
    lifetime.keep(
      vscode.window.createTextEditorDecorationType({
        border: `1.5px ${line}`,
        borderColor: new vscode.ThemeColor('editor.foreground'),
        borderRadius: '2px',
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
        overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.warningForeground'),
        overviewRulerLane: vscode.OverviewRulerLane.Left,
      }),
    ),
  );
  const painted = new WeakSet<vscode.TextEditor>();
  const paint = (editor: vscode.TextEditor): void => {
    const comparison = host.comparisons.of(editor.document);
    if (!comparison && !painted.has(editor)) return;
    painted.add(editor);
    frames.forEach((frame, i) =>
      editor.setDecorations(frame, comparison ? framesOf(editor.document, comparison, i) : []),
    );
  };
  const paintAll = (): void => vscode.window.visibleTextEditors.forEach(paint);
  lifetime.keep(host.comparisons.onDidChange(paintAll));
  lifetime.keep(vscode.window.onDidChangeVisibleTextEditors(paintAll));
  return lifetime;
}

function framesOf(
  document: vscode.TextDocument,
  comparison: Comparison,
  line: number,
): vscode.DecorationOptions[] {
  return openItems(comparison)
    .slice(0, mostShown)
    .flatMap((item) => {
      if (item.kind === 'link') return [];
      return item.readings.flatMap((reading, layer) => {
        if (reading?.status !== 'accepted' || layer % lines.length !== line) return [];
        const name = visible(comparison.layers[layer]!.annotator);
        return reading.pieces.map((piece, i) => ({
          range: rangeOf(document, piece),
          ...(i === reading.pieces.length - 1 && {
            renderOptions: nameBehind(name),
          }),
        }));
      });
    });
}

function nameBehind(contentText: string): vscode.DecorationInstanceRenderOptions {
  return {
    after: {
      contentText,
      margin: '0 0.3em',
      fontStyle: 'italic',
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
    },
  };
}
