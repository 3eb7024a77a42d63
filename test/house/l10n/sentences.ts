// Finds the sentences of the code that are put into a person's language.
import { readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import ts from 'typescript';

export interface Sentences {
  /** Every sentence that the code may ask for, sorted. */
  readonly all: readonly string[];
  /** Calls whose sentence is known only when they run, as `file:line`. */
  readonly dynamic: readonly string[];
}

/**
 * Reads the first argument of every call of `t` or `….l10n.t` in `src`. It is a string, or its type is a union of
 * strings: then each of them is a sentence.
 */
export function sentencesOfCode(): Sentences {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => resolve('src', path));
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['vscode', 'node'],
  });
  const checker = program.getTypeChecker();
  const all = new Set<string>();
  const dynamic: string[] = [];
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${file} cannot be read`);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && isTranslation(node.expression) && node.arguments[0]) {
        const found = stringsOf(checker.getTypeAtLocation(messageOf(node.arguments[0])));
        for (const sentence of found ?? []) all.add(sentence);
        if (!found)
          dynamic.push(
            `${relative('.', file)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`,
          );
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { all: [...all].sort(), dynamic };
}

function isTranslation(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 't';
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 't' &&
    callee.expression.getText().endsWith('l10n')
  );
}

/** `t({ message: … })` is a way to call it too. */
function messageOf(argument: ts.Expression): ts.Expression {
  if (!ts.isObjectLiteralExpression(argument)) return argument;
  const message = argument.properties.find(
    (property) => ts.isPropertyAssignment(property) && property.name.getText() === 'message',
  );
  return message && ts.isPropertyAssignment(message) ? message.initializer : argument;
}

function stringsOf(type: ts.Type): readonly string[] | undefined {
  if (type.isStringLiteral()) return [type.value];
  if (!type.isUnion()) return undefined;
  const parts = type.types.map(stringsOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
