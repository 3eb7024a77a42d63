import * as vscode from 'vscode';
import { place, remove, spanOfSelection } from '../core/annotate/operations';
import { isNumberLabel, type Orphan } from '../core/model';
import { readValue } from '../core/recognize/numbers/numbers';
import { decideConflict } from '../core/sidecar/conflicts';
import type { DecidedItem, SidecarFinding } from '../core/sidecar/findings';
import { indexLines } from '../core/text';
import { spanOf } from '../host/convert';
import { isAnnotated } from '../host/documents';
import type { Host } from '../host/host';
import { createLifetime, type Disposable } from '../host/lifecycle';
import { sidecarEnding } from '../host/layers';
import { say } from '../host/say';
import { visible } from '../words/visible';

/** What a quick fix names: a text, and what of it. */
interface FixArgument {
  readonly text: string;
  readonly id: string;
}

interface ConflictArgument {
  readonly text: string;
  readonly item: DecidedItem;
}

/**
 * What only a person can settle in an annotations file: annotations whose words were lost, and readings that two people
 * decided differently. Each is listed in Problems at its line (see problems.ts), with quick fixes there.
 */
export function registerOrphans(host: Host): Disposable {
  const lifetime = createLifetime();

  const placeHere = async (argument?: FixArgument): Promise<void> => {
    const editor = await editorMeant(argument?.text);
    if (!editor) return;
    const { document } = editor;
    const { decisions } = await host.sidecars.open(document);
    const analysis = await host.documents.analyzed(document);
    if (!analysis) return;
    const span = spanOfSelection(analysis.text, spanOf(document, editor.selection), analysis.articles);
    if (span === 'nothing selected') {
      say(vscode.l10n.t('Select the words in the text that the annotation belongs to first.'));
      return;
    }
    if (span === 'across articles') {
      say(vscode.l10n.t('An annotation lies within one article; this selection reaches into the next.'));
      return;
    }
    const text = analysis.text.slice(span.start, span.end);
    const title = vscode.l10n.t('Place on “{0}”', visible(text));
    const orphan = await orphanMeant(decisions.orphans, title, argument?.id);
    if (!orphan) return;
    const { id, label } = orphan.annotation;
    const number = isNumberLabel(label) ? readValue(label, text) : undefined;
    await host.sidecars.change(document, (now, author) =>
      place(now, id, { pieces: [span], text, number }, author),
    );
  };

  const drop = async (argument?: FixArgument): Promise<void> => {
    const document = argument ? textOpen(argument.text) : vscode.window.activeTextEditor?.document;
    if (!isAnnotated(document)) {
      sayNoText();
      return;
    }
    const { decisions } = await host.sidecars.open(document);
    const orphan = await orphanMeant(decisions.orphans, vscode.l10n.t('Drop'), argument?.id);
    if (orphan) await host.sidecars.change(document, (now) => remove(now, orphan.annotation.id));
  };

  const decide = async (reading: 'ours' | 'theirs', argument?: ConflictArgument): Promise<void> => {
    const document = argument && textOpen(argument.text);
    if (!document) return;
    await host.sidecars.change(document, (now, _author, facts) =>
      decideConflict(now, argument.item, reading, facts),
    );
  };

  lifetime.keep(vscode.commands.registerCommand('corpusAnnotator.placeOrphan', placeHere));
  lifetime.keep(vscode.commands.registerCommand('corpusAnnotator.dropOrphan', drop));
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.keepOurs', (argument?: ConflictArgument) =>
      decide('ours', argument),
    ),
  );
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.takeTheirs', (argument?: ConflictArgument) =>
      decide('theirs', argument),
    ),
  );
  lifetime.keep(
    vscode.languages.registerCodeActionsProvider(
      { pattern: `**/*${sidecarEnding}` },
      { provideCodeActions: (document, _range, { diagnostics }) => fixesFor(host, document, diagnostics) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return lifetime;
}

function fixesFor(
  host: Host,
  sidecar: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const document = host.documents
    .all()
    .find((text) => host.sidecars.get(text)?.uri.toString() === sidecar.uri.toString());
  const state = document && host.sidecars.get(document);
  if (!state) return [];
  const text = document.uri.toString();
  const lines = indexLines(state.source ?? '');
  return diagnostics.flatMap((diagnostic) => {
    const fix = (title: string, command: string, argument: unknown): vscode.CodeAction => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = { title, command: `corpusAnnotator.${command}`, arguments: [argument] };
      action.diagnostics = [diagnostic];
      return action;
    };
    if (diagnostic.code === 'moved')
      return [fix(vscode.l10n.t('Save Their New Places'), 'save', document.uri)];
    const isMeant = (finding: SidecarFinding): boolean => {
      const { line, column } = lines.place(finding.start);
      const { start } = diagnostic.range;
      return finding.code === diagnostic.code && line - 1 === start.line && column - 1 === start.character;
    };
    const finding = state.findings.find(isMeant);
    switch (finding?.code) {
      case 'orphan':
      case 'outside-text':
      case 'words-differ':
        return [
          fix(vscode.l10n.t('Place Here…'), 'placeOrphan', { text, id: finding.id } satisfies FixArgument),
          fix(vscode.l10n.t('Drop'), 'dropOrphan', { text, id: finding.id } satisfies FixArgument),
        ];
      case 'undecided-conflict': {
        const argument: ConflictArgument = { text, item: finding.item };
        return [
          fix(vscode.l10n.t('Keep Ours'), 'keepOurs', argument),
          fix(vscode.l10n.t('Take Theirs'), 'takeTheirs', argument),
        ];
      }
      default:
        return [];
    }
  });
}

/** The editor whose selection counts: of the text that is named, shown if need be, or the active one. */
async function editorMeant(text: string | undefined): Promise<vscode.TextEditor | undefined> {
  const active = vscode.window.activeTextEditor;
  if (text === undefined) {
    if (isAnnotated(active?.document)) return active;
    sayNoText();
    return undefined;
  }
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === text);
  return shown ?? vscode.window.showTextDocument(vscode.Uri.parse(text, true));
}

/** The orphan that is named, or one that the person picks. */
async function orphanMeant(
  orphans: readonly Orphan[],
  title: string,
  id: string | undefined,
): Promise<Orphan | undefined> {
  if (id !== undefined) return orphans.find(({ annotation }) => annotation.id === id);
  if (orphans.length === 0) {
    say(vscode.l10n.t('No annotation of this text is lost.'));
    return undefined;
  }
  const items = orphans.map((orphan) => ({
    label: visible(orphan.annotation.text),
    description: vscode.l10n.t('{0}, was at {1}', orphan.annotation.label, orphan.at),
    orphan,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Which of the lost annotations?'),
    matchOnDescription: true,
  });
  return picked?.orphan;
}

function textOpen(text: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === text);
}

function sayNoText(): void {
  say(vscode.l10n.t('Open a text of a corpus first, or run Annotate This File.'));
}
