import type { Day } from './model';

/** What core asks the world for. The extension and the command line each bring their own. */
export interface Clock {
  today(): Day;
}
