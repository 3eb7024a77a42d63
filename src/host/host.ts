import type { Memento } from 'vscode';
import type { Comparisons } from './comparisons';
import type { CorpusIndex } from './corpus';
import type { Documents } from './documents';
import type { Log } from './log';
import type { Projects } from './projects';
import type { Stories } from './stories';
import type { Sidecars } from './sidecars';
import type { Palettes } from './theme';

/** The services that features are built from. */
export interface Host {
  readonly documents: Documents;
  readonly sidecars: Sidecars;
  readonly comparisons: Comparisons;
  readonly projects: Projects;
  readonly palettes: Palettes;
  readonly corpus: CorpusIndex;
  readonly stories: Stories;
  readonly log: Log;
  /** What is remembered for the person, over all windows. */
  readonly memory: Memento;
  /** The extension's package.json, in the person's language. */
  readonly manifest: unknown;
}
