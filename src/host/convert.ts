import * as vscode from 'vscode';
import type { Span } from '../core/span';

/** The one seam between core's offsets and the editor's positions. */
export function rangeOf(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** The offsets that a range covers. */
export function spanOf(document: vscode.TextDocument, range: vscode.Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** The offsets of a line, without its line end. */
export function lineSpan(document: vscode.TextDocument, line: number): Span {
  return spanOf(document, document.lineAt(line).range);
}
