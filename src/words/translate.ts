/** Puts a sentence into the person's language; `{0}`, `{1}` … stand for the arguments. `vscode.l10n.t` is one. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** For the command line, which speaks English. */
export const inEnglish: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));
