import * as vscode from 'vscode';
import { carryOver, decisionsToCarry, type CarriedDecision } from '../../core/repeat/carry';
import type { Telling } from '../../core/repeat/stories';
import { rangeOf } from '../../host/convert';
import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { say } from '../../host/say';
import { uriOf } from '../../host/stories';
import { labelName } from '../../words/labels';
import { visible } from '../../words/visible';
import { isStill, placeOf, showTelling, tellingMeant, type Meant } from './meant';

/** Decisions that may go from one telling to another. */
interface Proposal {
  readonly from: Telling;
  readonly decisions: readonly CarriedDecision[];
}

/** Puts what people decided on one telling of a story onto the same words of another, as far as a person agrees. */
export function registerCarry(host: Host): Disposable {
  const lifetime = createLifetime();
  lifetime.keep(
    vscode.commands.registerCommand('corpusAnnotator.carryLabels', async (argument?: unknown) => {
      const meant = await tellingMeant(host, argument);
      if (!meant) return;
      const proposals = await proposalsFor(host, meant);
      if (!proposals) return;
      if (proposals.length === 0) {
        say(vscode.l10n.t('The other tellings have no decisions that this one has not.'));
        return;
      }
      const proposal = proposals.length === 1 ? proposals[0] : await pickProposal(proposals);
      if (!proposal) return;
      await showTelling(meant.telling, { preserveFocus: true });
      const document = await vscode.workspace.openTextDocument(uriOf(meant.telling));
      const version = document.version;
      const chosen = await pickDecisions(document, proposal);
      if (!chosen || chosen.length === 0) return;
      if (document.version !== version) {
        say(vscode.l10n.t('The text has changed meanwhile. Carry the labels over again.'));
        return;
      }
      await host.sidecars.change(document, (decisions, author) => carryOver(decisions, chosen, author));
    }),
  );
  return lifetime;
}

/** From each other telling of the story, what can be carried over; the most first. */
async function proposalsFor(host: Host, { story, telling }: Meant): Promise<Proposal[] | undefined> {
  const to = await decidedTelling(host, telling);
  if (!to) return undefined;
  const register = (await host.projects.of(uriOf(telling))).entities;
  const proposals: Proposal[] = [];
  for (const other of [story.first, ...story.repeats]) {
    if (other.file === telling.file && other.article.start === telling.article.start) continue;
    const from = await decidedTelling(host, other);
    const decisions = from ? decisionsToCarry(from, to, register) : [];
    if (decisions.length > 0) proposals.push({ from: other, decisions });
  }
  return proposals.sort((a, b) => b.decisions.length - a.decisions.length);
}

async function decidedTelling(host: Host, telling: Telling) {
  const document = await vscode.workspace.openTextDocument(uriOf(telling));
  const text = document.getText();
  if (!isStill(telling, text)) return undefined;
  const { decisions } = await host.sidecars.open(document);
  return { text, article: telling.article, decisions };
}

async function pickProposal(proposals: readonly Proposal[]): Promise<Proposal | undefined> {
  const items = proposals.map((proposal) => ({
    label: placeOf(proposal.from),
    description: vscode.l10n.t('{0} decisions', proposal.decisions.length),
    detail: visible(proposal.from.article.title),
    proposal,
  }));
  const title = vscode.l10n.t('Carry Labels Over: From Which Telling');
  return (await vscode.window.showQuickPick(items, { title }))?.proposal;
}

/** Shows each decision at its new place; a person takes out what does not fit, or goes away with Escape. */
async function pickDecisions(
  document: vscode.TextDocument,
  { from, decisions }: Proposal,
): Promise<readonly CarriedDecision[] | undefined> {
  const items = decisions.map((decision) => {
    const place = document.positionAt(decision.mark.pieces[0]!.start);
    return {
      label: visible(decision.mark.text),
      description: describe(decision),
      detail: vscode.l10n.t('Line {0}: {1}', place.line + 1, around(document, decision)),
      picked: true,
      decision,
    };
  });
  const pick = vscode.window.createQuickPick<(typeof items)[number]>();
  pick.title = vscode.l10n.t('Carry Labels Over from {0}', placeOf(from));
  pick.placeholder = vscode.l10n.t('Take out what does not fit here; Enter carries the rest over.');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.items = items;
  pick.selectedItems = items;
  const lifetime = createLifetime();
  lifetime.keep(pick);
  try {
    return await new Promise((resolve) => {
      lifetime.keep(
        pick.onDidChangeActive(([item]) => {
          const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
          if (!item || !editor) return;
          const range = rangeOf(document, item.decision.mark.pieces[0]!);
          editor.selection = new vscode.Selection(range.start, range.end);
          editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
        }),
      );
      lifetime.keep(pick.onDidAccept(() => resolve(pick.selectedItems.map(({ decision }) => decision))));
      lifetime.keep(pick.onDidHide(() => resolve(undefined)));
      pick.show();
    });
  } finally {
    lifetime.dispose();
  }
}

function describe({ mark, status }: CarriedDecision): string {
  const label = labelName(mark.label, vscode.l10n.t);
  return status === 'accepted' ? label : vscode.l10n.t('rejected as {0}', label);
}

/** The words of the line around a mark. */
function around(document: vscode.TextDocument, { mark }: CarriedDecision): string {
  const { start, end } = rangeOf(document, mark.pieces[0]!);
  const { text } = document.lineAt(start.line);
  const from = Math.max(0, start.character - 40);
  return visible(text.slice(from, end.character + 40).trim());
}
