/** Something that has to be ended. */
export interface Disposable {
  dispose(): void;
}

/** Things that end together. */
export interface Lifetime extends Disposable {
  /** Keeps something until the end, and gives it back, so that making and keeping stand on one line. */
  keep<T extends Disposable>(thing: T): T;
}

export function createLifetime(): Lifetime {
  const kept: Disposable[] = [];
  return {
    keep(thing) {
      kept.push(thing);
      return thing;
    },
    dispose() {
      for (const thing of kept.splice(0).reverse()) thing.dispose();
    },
  };
}

/** A call that waits until nobody has asked for it for a while; asked again, it waits anew. */
export interface Delayed extends Disposable {
  ask(): void;
}

/** @param milliseconds how long it must have been quiet */
export function delayed(milliseconds: number, call: () => void): Delayed {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dispose = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
  };
  return {
    ask() {
      dispose();
      timer = setTimeout(() => {
        timer = undefined;
        call();
      }, milliseconds);
    },
    dispose,
  };
}

/** Lets everything that waits run first, for so long at least. */
export function pause(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
