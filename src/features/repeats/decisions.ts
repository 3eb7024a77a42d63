import * as vscode from 'vscode';
import type { Author } from '../../core/annotate/operations';
import type { ArticleDecision, Decisions } from '../../core/model';
import { decideTelling, keepTelling, type Telling } from '../../core/repeat/stories';
import { bulkName } from '../../host/bulk';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { say } from '../../host/say';
import { uriOf } from '../../host/stories';
import { isStill, placeOf, tellingMeant, type Meant } from './meant';

type Step = (decisions: Decisions, author: Author) => Decisions;

/** What was decided on the articles of a text before, so that it can be decided so again. */
interface Done {
  readonly bulk: string;
  readonly before: readonly { readonly uri: vscode.Uri; readonly articles: readonly ArticleDecision[] }[];
}

/** People decide on repeats, in whatever texts they stand; an action on several is undone in one step. */
export function registerDecisions(host: Host): Disposable {
  const lifetime = createLifetime();
  let last: Done | undefined;
  let bulks = 0;

  const remember = (done: Done | undefined): void => {
    last = done;
    host.log.run('Telling whether there is something to undo', () =>
      Promise.resolve(
        vscode.commands.executeCommand('setContext', 'corpusAnnotator.repeats.canUndo', done !== undefined),
      ),
    );
  };

  /** Takes the steps in their texts, one change for each; nothing where a text is another one than it was. */
  const decide = async (
    steps: readonly { readonly telling: Telling; readonly step: Step }[],
  ): Promise<void> => {
    const byFile = new Map<string, typeof steps>();
    for (const step of steps) byFile.set(step.telling.file, [...(byFile.get(step.telling.file) ?? []), step]);
    const documents = new Map<string, vscode.TextDocument>();
    for (const [file, own] of byFile) {
      const document = await vscode.workspace.openTextDocument(uriOf({ file }));
      documents.set(file, document);
      if (own.some(({ telling }) => !isStill(telling, document.getText()))) return;
    }
    const uris = [...documents.values()].map(({ uri }) => uri);
    const bulk = bulkName(uris, `repeats-${++bulks}`);
    const before: Done['before'][number][] = [];
    for (const [file, own] of byFile) {
      const document = documents.get(file)!;
      const { decisions } = await host.sidecars.open(document);
      const isDone = await host.sidecars.change(
        document,
        (all, author) => own.reduce((decided, { step }) => step(decided, author), all),
        uris.length > 1 ? bulk : undefined,
      );
      if (!isDone) break;
      before.push({ uri: document.uri, articles: decisions.articles });
    }
    if (before.length > 0) remember({ bulk, before });
  };

  const decideOn = async (argument: unknown, decision: 'confirmed' | 'rejected'): Promise<void> => {
    const meant = await tellingMeant(host, argument);
    const pair = meant && pairOf(meant);
    if (!pair) return;
    const [telling, other] = pair;
    await decide([
      { telling, step: (decisions, author) => decideTelling(decisions, telling, other, decision, author) },
    ]);
  };

  const keepOne = async (argument: unknown): Promise<void> => {
    const meant = await tellingMeant(host, argument);
    if (!meant) return;
    const tellings = [meant.story.first, ...meant.story.repeats];
    const kept = isRow(argument, 'story') ? await pickKept(tellings) : meant.telling;
    if (!kept) return;
    const others = tellings.filter((telling) => telling !== kept);
    await decide([
      { telling: kept, step: (decisions, author) => keepTelling(decisions, kept, others, author) },
      ...others.map((telling) => ({
        telling,
        step: (decisions: Decisions, author: Author) =>
          decideTelling(decisions, telling, kept, 'confirmed', author),
      })),
    ]);
  };

  const undo = async (): Promise<void> => {
    if (!last) {
      say(vscode.l10n.t('There is no decision to undo.'));
      return;
    }
    const { bulk, before } = last;
    remember(undefined);
    for (const { uri, articles } of before) {
      const document = await vscode.workspace.openTextDocument(uri);
      const name = before.length > 1 ? bulk : undefined;
      // A text that was closed in the meantime has forgotten its steps, but not what was decided.
      if (!(await host.sidecars.undo(document, name)))
        await host.sidecars.change(document, (decisions) => ({ ...decisions, articles }));
    }
  };

  const command = (name: string, run: (argument?: unknown) => Promise<void>): void => {
    lifetime.keep(vscode.commands.registerCommand(`corpusAnnotator.${name}`, run));
  };
  command('confirmRepeat', (argument) => decideOn(argument, 'confirmed'));
  command('rejectRepeat', (argument) => decideOn(argument, 'rejected'));
  command('keepOne', keepOne);
  command('repeats.undo', undo);
  return lifetime;
}

/** The repeat that is decided on, and the first telling; of the first telling itself, the only repeat. */
function pairOf({ story, telling }: Meant): readonly [Telling, Telling] | undefined {
  const isFirst = telling.file === story.first.file && telling.article.start === story.first.article.start;
  if (!isFirst) return [telling, story.first];
  if (story.repeats.length === 1) return [story.repeats[0]!, story.first];
  say(vscode.l10n.t('This is the first of several tellings. Decide on the others.'));
  return undefined;
}

async function pickKept(tellings: readonly Telling[]): Promise<Telling | undefined> {
  const items = tellings.map((telling) => ({
    label: placeOf(telling),
    description: telling.article.title,
    telling,
  }));
  const title = vscode.l10n.t('Keep One Telling');
  const placeHolder = vscode.l10n.t('Which one? The others are marked as repeats of it.');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))
    ?.telling;
}

function isRow(argument: unknown, kind: string): boolean {
  return typeof argument === 'object' && argument !== null && 'kind' in argument && argument.kind === kind;
}
