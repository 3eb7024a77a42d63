import * as vscode from 'vscode';

/** Says in the status bar what a person must know to go on, without a box to click away. */
export function say(message: string, milliseconds = 5000): void {
  vscode.window.setStatusBarMessage(message, milliseconds);
}
