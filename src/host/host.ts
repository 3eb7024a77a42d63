import type { Comparisons } from './comparisons';
import type { Documents } from './documents';
import type { Log } from './log';
import type { Projects } from './projects';
import type { Sidecars } from './sidecars';
import type { Palettes } from './theme';

/** The services that features are built from. */
export interface Host {
  readonly documents: Documents;
  readonly sidecars: Sidecars;
  readonly comparisons: Comparisons;
  readonly projects: Projects;
  readonly palettes: Palettes;
  readonly log: Log;
}
