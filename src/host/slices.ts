import { pause } from './lifecycle';

/** How long work in steps may hold up everything else in one go. */
const sliceMilliseconds = 8;

/** Work that goes on in slices, however many pieces it has: together they never hold up the editor for long. */
export interface Slices {
  /** Runs steps to their end; `undefined` where `stale` says that nobody wants the result any more. */
  run<T>(steps: Generator<void, T>, stale?: () => boolean): Promise<T | undefined>;
}

export function createSlices(): Slices {
  let end = 0;
  return {
    async run(steps, stale = () => false) {
      for (;;) {
        if (Date.now() >= end) {
          await pause();
          if (stale()) return undefined;
          end = Date.now() + sliceMilliseconds;
        }
        const step = steps.next();
        if (step.done) return step.value;
      }
    },
  };
}
