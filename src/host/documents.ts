import * as vscode from 'vscode';
import { analyzeInSteps, withDecisionsInSteps, type Analysis } from '../core/analysis';
import type { Backgrounds } from './background';
import { createLifetime, delayed, pause, type Delayed, type Disposable } from './lifecycle';
import type { Steps } from '../core/steps';
import type { Log } from './log';
import type { Sidecars } from './sidecars';

/** The language of texts that we annotate. */
export const corpusLanguage = 'corpus-text';
/** Shows one article as a document of its own, for comparison: in our language, but not annotated. */
export const articleScheme = 'corpus-article';

/** A text that we annotate. */
export type AnnotatedDocument = vscode.TextDocument & { readonly languageId: typeof corpusLanguage };

/** Whether a document is a text that we annotate. */
export function isAnnotated(document: vscode.TextDocument | undefined): document is AnnotatedDocument {
  return document?.languageId === corpusLanguage && document.uri.scheme !== articleScheme;
}

/** One analysis per version of an open text, shared by every feature. */
export interface Documents extends Disposable {
  /** The newest finished analysis, if it is of the document as it stands. */
  current(document: vscode.TextDocument): Analysis | undefined;
  /** The analysis of the document as it stands, once there is one; `undefined` where the document is closed first. */
  analyzed(document: vscode.TextDocument): Promise<Analysis | undefined>;
  /** The open texts that we annotate. */
  all(): readonly vscode.TextDocument[];
  /** A text has a new analysis: its words, its decisions or what was taught changed. */
  readonly onDidAnalyze: vscode.Event<vscode.TextDocument>;
  readonly onDidClose: vscode.Event<vscode.TextDocument>;
}

/** What the analyses draw from besides the text. */
export interface Sources {
  readonly sidecars: Sidecars;
  readonly backgrounds: Backgrounds;
  readonly log: Log;
}

/** One text's state. `analysis` may be of an older version, from which the next one takes over what it can. */
interface Entry {
  readonly document: vscode.TextDocument;
  readonly quiet: Delayed;
  analysis?: Analysis;
  analyzedVersion?: number;
  /** Counts the runs that were started: a run that is not the newest stops. */
  run: number;
  closed: boolean;
}

/** Typing is quiet after this long: a new analysis is worth its work. */
const quietMilliseconds = 200;
/** How long an analysis may hold up everything else in one go. */
const sliceMilliseconds = 8;
/** What takes no longer may hold up everything else once, when a person has just done something. */
const noticedMilliseconds = 30;

export function createDocuments({ sidecars, backgrounds, log }: Sources): Documents {
  const lifetime = createLifetime();
  const entries = new Map<string, Entry>();
  const didAnalyze = lifetime.keep(new vscode.EventEmitter<vscode.TextDocument>());
  const didClose = lifetime.keep(new vscode.EventEmitter<vscode.TextDocument>());

  const analyzeNow = (entry: Entry): void =>
    log.run(`Analysing ${entry.document.uri.toString()}`, async () => {
      const run = ++entry.run;
      const { document } = entry;
      const version = document.version;
      const { decisions } = await sidecars.open(document);
      const known = await backgrounds.of(document);
      const stale = (): boolean => entry.closed || entry.run !== run;
      if (stale() || document.version !== version) return;
      const steps = analyzeInSteps(document.getText(), decisions, known, entry.analysis);
      let analysis = await runInSlices(steps, stale);
      // People may have decided something meanwhile.
      for (;;) {
        if (!analysis || stale() || document.version !== version) return;
        const now = sidecars.get(document)?.decisions ?? analysis.decisions;
        if (now === analysis.decisions) break;
        analysis = await runInSlices(withDecisionsInSteps(analysis, now), stale);
      }
      entry.analysis = analysis;
      entry.analyzedVersion = version;
      didAnalyze.fire(document);
    });

  const open = (document: vscode.TextDocument): void => {
    if (!isAnnotated(document) || entries.has(document.uri.toString())) return;
    const entry: Entry = {
      document,
      quiet: delayed(quietMilliseconds, () => analyzeNow(entry)),
      run: 0,
      closed: false,
    };
    entries.set(document.uri.toString(), entry);
    analyzeNow(entry);
  };

  const close = (document: vscode.TextDocument): void => {
    const entry = entries.get(document.uri.toString());
    if (!entry) return;
    entry.closed = true;
    entry.quiet.dispose();
    entries.delete(document.uri.toString());
    didClose.fire(document);
  };

  const current = (document: vscode.TextDocument): Analysis | undefined => {
    const entry = entries.get(document.uri.toString());
    return entry && entry.analyzedVersion === document.version ? entry.analysis : undefined;
  };

  lifetime.keep(vscode.workspace.onDidOpenTextDocument(open));
  lifetime.keep(vscode.workspace.onDidCloseTextDocument(close));
  lifetime.keep(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) entries.get(document.uri.toString())?.quiet.ask();
    }),
  );
  lifetime.keep(
    sidecars.onDidChange((document) => {
      const entry = entries.get(document.uri.toString());
      const state = sidecars.get(document);
      if (!entry?.analysis || !state) return;
      // The decision shows at once, save in a text so long that it would be felt; what it teaches follows with the next
      // analysis.
      if (entry.analyzedVersion === document.version) {
        const decided = runAtOnce(withDecisionsInSteps(entry.analysis, state.decisions));
        if (decided) {
          entry.analysis = decided;
          didAnalyze.fire(document);
        }
      }
      analyzeNow(entry);
    }),
  );
  lifetime.keep(backgrounds.onDidLearn(() => entries.forEach(analyzeNow)));
  vscode.workspace.textDocuments.forEach(open);

  return {
    current,
    async analyzed(document) {
      const now = current(document);
      if (now || !entries.has(document.uri.toString())) return now;
      return new Promise((resolve) => {
        const waiting = vscode.Disposable.from(
          didAnalyze.event((analyzed) => {
            const analysis = analyzed === document ? current(document) : undefined;
            if (analysis) finish(analysis);
          }),
          didClose.event((closed) => {
            if (closed === document) finish(undefined);
          }),
        );
        const finish = (analysis: Analysis | undefined): void => {
          waiting.dispose();
          resolve(analysis);
        };
      });
    },
    all: () => [...entries.values()].map((entry) => entry.document),
    onDidAnalyze: didAnalyze.event,
    onDidClose: didClose.event,
    dispose() {
      for (const entry of entries.values()) {
        entry.closed = true;
        entry.quiet.dispose();
      }
      lifetime.dispose();
    },
  };
}

/** Runs an analysis now if that takes no longer than a person notices; `undefined` where it does. */
function runAtOnce(steps: Steps<Analysis>): Analysis | undefined {
  const end = Date.now() + noticedMilliseconds;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (Date.now() >= end) return undefined;
  }
}

/** Runs an analysis in slices, so that the editor stays quick; `undefined` where it went stale. */
async function runInSlices(steps: Steps<Analysis>, stale: () => boolean): Promise<Analysis | undefined> {
  let sliceEnd = Date.now() + sliceMilliseconds;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (Date.now() < sliceEnd) continue;
    await pause();
    if (stale()) return undefined;
    sliceEnd = Date.now() + sliceMilliseconds;
  }
}
