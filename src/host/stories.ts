import * as vscode from 'vscode';
import { filesOf } from '../core/corpus/corpus';
import { storiesInSteps, type Story, type Telling, type ToldText } from '../core/repeat/stories';
import { textHash } from '../core/sidecar/hash';
import type { CorpusIndex } from './corpus';
import { createLifetime, delayed, type Disposable } from './lifecycle';
import type { Log } from './log';
import { createSlices } from './slices';

/** The stories that the corpus tells more than once, worked out again in the background when what they rest on changes. */
export interface Stories extends Disposable {
  /** As they were worked out last; `undefined` before the first time. */
  readonly all: readonly Story[] | undefined;
  /** The story that an article tells, by its text's URI and its offset there; `undefined` where it is told once. */
  of(text: vscode.Uri, start: number): Story | undefined;
  /** Settles once the stories are those of the index as it is now. */
  settled(): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

/** Texts are named by their URIs written without escapes, so that paths between them can be read. */
export function fileOf({ scheme, authority, path }: vscode.Uri): string {
  return `${scheme}://${authority}${path}`;
}

export function uriOf({ file }: Pick<Telling, 'file'>): vscode.Uri {
  const [, scheme, authority, path] = /^([^:]*):\/\/([^/]*)(.*)$/s.exec(file)!;
  return vscode.Uri.from({ scheme: scheme!, authority, path });
}

const quietMilliseconds = 200;

export function createStories(corpus: CorpusIndex, log: Log): Stories {
  const lifetime = createLifetime();
  const slices = createSlices();
  const didChange = lifetime.keep(new vscode.EventEmitter<void>());
  let all: readonly Story[] | undefined;
  let byArticle = new Map<string, Story>();
  /** What `all` was worked out from: the index's version, and all that repeats depend on. */
  let version = -1;
  let basis = '';
  let run = 0;

  const work = async (): Promise<void> => {
    const mine = ++run;
    const now = corpus.corpus.version;
    // While the corpus is read for the first time, what is known of it is a part.
    if (now === version || corpus.state.kind === 'not read' || corpus.state.kind === 'reading') return;
    const stale = (): boolean => mine !== run;
    const texts = await slices.run(toldTexts(corpus), stale);
    const nowBasis = texts && (await slices.run(basisOf(texts), stale));
    if (nowBasis === undefined) return;
    if (nowBasis !== basis) {
      const found = await slices.run(storiesInSteps(texts!), stale);
      if (!found) return;
      all = found;
      basis = nowBasis;
      byArticle = new Map(
        found.flatMap((story) => [story.first, ...story.repeats].map((telling) => [keyOf(telling), story])),
      );
    }
    version = now;
    didChange.fire();
  };
  const soon = lifetime.keep(delayed(quietMilliseconds, () => log.run('Looking for repeats', work)));
  lifetime.keep(corpus.onDidChange(() => soon.ask()));

  return {
    get all() {
      return all;
    },
    of: (text, start) => byArticle.get(`${start}\n${fileOf(text)}`),
    async settled() {
      await corpus.settled();
      while (version !== corpus.corpus.version && corpus.state.kind !== 'stopped') {
        await work();
        await corpus.settled();
      }
    },
    onDidChange: didChange.event,
    dispose() {
      run++;
      lifetime.dispose();
    },
  };
}

function keyOf({ file, article }: Telling): string {
  return `${article.start}\n${file}`;
}

function* toldTexts({ corpus }: CorpusIndex): Generator<void, ToldText[]> {
  const texts: ToldText[] = [];
  for (const uri of filesOf(corpus)) {
    const entry = corpus.texts.get(uri);
    if (entry) texts.push({ file: fileOf(vscode.Uri.parse(uri, true)), articles: entry.articles });
    yield;
  }
  return texts;
}

/** All that stories depend on: decisions on marks, say, do not change them. */
function* basisOf(texts: readonly ToldText[]): Generator<void, string> {
  const hashes: string[] = [];
  for (const { file, articles } of texts) {
    const parts = [file];
    for (const { start, end, line, title, wording, confirmed, rejected, tellings } of articles)
      parts.push(JSON.stringify([start, end, line, title, wording.whole, confirmed, rejected, tellings]));
    hashes.push(textHash(parts.join('\n')));
    yield;
  }
  return hashes.join('');
}
