/** Work that pauses often, so that its caller can let others work or stop it. */
export type Steps<T> = Generator<void, T>;

/** Does all of it in one go. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Whether to pause behind item `i` of many small ones. */
export function isPause(i: number): boolean {
  return (i & 0x7ff) === 0x7ff;
}
