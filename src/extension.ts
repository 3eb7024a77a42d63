import * as vscode from 'vscode';
import { registerAnnotate } from './features/annotate/annotate';
import { registerArticles } from './features/articles';
import { registerChecks } from './features/checks';
import { registerCorpusProgress } from './features/corpusProgress';
import { registerExchange } from './features/exchange/exchange';
import { registerHighlight } from './features/highlight';
import { registerHover } from './features/hover';
import { registerLanguage } from './features/language';
import { registerOrphans } from './features/orphans';
import { registerOutline } from './features/outline';
import { registerProblems } from './features/problems';
import { registerLayers } from './features/layers/layers';
import { registerOverview } from './features/overview/overview';
import { registerRepeats } from './features/repeats/repeats';
import { registerReview } from './features/review/review';
import { registerSidecarCommands } from './features/sidecar';
import { registerStatus } from './features/status';
import { registerThings } from './features/things/views';
import { createBackgrounds } from './host/background';
import { createComparisons } from './host/comparisons';
import { createCorpusIndex } from './host/corpus';
import { createDocuments } from './host/documents';
import type { Host } from './host/host';
import { createLog } from './host/log';
import { createProjects } from './host/projects';
import { createSidecars } from './host/sidecars';
import { createStories } from './host/stories';
import { createPalettes } from './host/theme';
import type { Disposable } from './host/lifecycle';

let saved: () => Promise<void> = async () => {};

/** Builds the host services and registers the features; gives the services to tests. */
export function activate(context: vscode.ExtensionContext): Host | undefined {
  const { subscriptions, extensionMode, extension, globalState, storageUri } = context;
  const keep = <T extends Disposable>(thing: T): T => (subscriptions.push(thing), thing);
  const log = keep(createLog());
  const projects = keep(createProjects(log));
  const sidecars = keep(createSidecars(log));
  const backgrounds = keep(createBackgrounds(projects, sidecars, log));
  const documents = keep(createDocuments({ sidecars, backgrounds, log }));
  const comparisons = keep(createComparisons(sidecars, log));
  const palettes = keep(createPalettes(projects));
  const corpus = keep(createCorpusIndex({ documents, projects, log, storage: storageUri }));
  const stories = keep(createStories(corpus, log));
  const manifest = extension.packageJSON as unknown;
  const host: Host = {
    documents,
    sidecars,
    comparisons,
    projects,
    palettes,
    corpus,
    stories,
    log,
    memory: globalState,
    manifest,
  };
  for (const register of [
    registerLanguage, registerHighlight, registerHover, registerOutline, registerRepeats, registerArticles,
    registerAnnotate, registerReview, registerLayers, registerOrphans, registerThings, registerProblems,
    registerSidecarCommands, registerExchange, registerStatus, registerCorpusProgress, registerChecks, registerOverview,
  ]) keep(register(host)); // prettier-ignore
  saved = () => sidecars.saved();
  return extensionMode === vscode.ExtensionMode.Test ? host : undefined;
}

/** The last decisions reach the disk before the window goes. */
export function deactivate(): Promise<void> {
  return saved();
}
