import { readFileSync } from 'node:fs';
import { OnigScanner, OnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar } from 'vscode-textmate';
import type { IGrammar } from 'vscode-textmate';

/** The words of a text that a grammar gives a scope, with the innermost such scope. */
export type Scoped = readonly [scope: string, words: string];

/** Reads a grammar of `syntaxes/` with the engine that VS Code uses. */
export async function loadGrammar(file: string, scopeName: string): Promise<IGrammar> {
  const wasm = readFileSync('node_modules/vscode-oniguruma/release/onig.wasm');
  await loadWASM(new Uint8Array(wasm).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (string) => new OnigString(string),
    }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(file, 'utf8'), file)),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`${file} holds no grammar called ${scopeName}`);
  return grammar;
}

/** What a grammar sees in a text; words without a scope of their own and quotation marks are left out. */
export function scopesIn(grammar: IGrammar, text: string): Scoped[] {
  const found: Scoped[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { scopes, startIndex, endIndex } of tokens) {
      const innermost = scopes.at(-1)!;
      if (scopes.length === 1 || innermost.startsWith('punctuation.') || startIndex === endIndex) continue;
      found.push([innermost, line.slice(startIndex, endIndex)]);
    }
  }
  return found;
}
