// node:assert/strict for the web worker host, which has no node modules: the part of it the tests use.

export class AssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly showDiff = true;
  constructor(
    message: string,
    readonly actual?: unknown,
    readonly expected?: unknown,
  ) {
    super(message);
  }
}

type Message = string | Error;
type Matcher = RegExp | (new (...args: never[]) => unknown) | ((error: unknown) => boolean) | object;

function assert(value: unknown, message?: Message): asserts value {
  if (!value) complain(message, 'Expected a truthy value', value, true);
}

function equal<T>(actual: unknown, expected: T, message?: Message): asserts actual is T {
  if (!Object.is(actual, expected))
    complain(message, 'Expected values to be strictly equal', actual, expected);
}

function notEqual(actual: unknown, expected: unknown, message?: Message): void {
  if (Object.is(actual, expected)) complain(message, 'Expected values to be different', actual, expected);
}

function deepEqual<T>(actual: unknown, expected: T, message?: Message): asserts actual is T {
  if (!same(actual, expected))
    complain(message, 'Expected values to be strictly deep-equal', actual, expected);
}

function notDeepEqual(actual: unknown, expected: unknown, message?: Message): void {
  if (same(actual, expected))
    complain(message, 'Expected values not to be strictly deep-equal', actual, expected);
}

function match(actual: string, pattern: RegExp, message?: Message): void {
  if (!pattern.test(actual))
    complain(message, `Expected the text to match ${pattern}`, actual, String(pattern));
}

function doesNotMatch(actual: string, pattern: RegExp, message?: Message): void {
  if (pattern.test(actual))
    complain(message, `Expected the text not to match ${pattern}`, actual, String(pattern));
}

function fail(message: Message = 'Failed'): never {
  return complain(message, 'Failed');
}

function throws(work: () => unknown, expected?: Matcher): void {
  try {
    work();
  } catch (error) {
    check(error, expected);
    return;
  }
  fail('Expected an exception');
}

async function rejects(work: Promise<unknown> | (() => Promise<unknown>), expected?: Matcher): Promise<void> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    check(error, expected);
    return;
  }
  fail('Expected a rejection');
}

export default Object.assign(assert, {
  AssertionError,
  ok: assert,
  equal,
  strictEqual: equal,
  notEqual,
  notStrictEqual: notEqual,
  deepEqual,
  deepStrictEqual: deepEqual,
  notDeepEqual,
  notDeepStrictEqual: notDeepEqual,
  match,
  doesNotMatch,
  fail,
  throws,
  rejects,
});

function complain(
  message: Message | undefined,
  otherwise: string,
  actual?: unknown,
  expected?: unknown,
): never {
  if (message instanceof Error) throw message;
  throw new AssertionError(message ?? otherwise, actual, expected);
}

function check(error: unknown, expected: Matcher | undefined): void {
  if (expected === undefined) return;
  if (expected instanceof RegExp) {
    match(String(error), expected);
    return;
  }
  if (typeof expected !== 'function') {
    const found = Object.fromEntries(
      Object.keys(expected).map((key) => [key, (error as Record<string, unknown>)[key]]),
    );
    deepEqual(found, { ...expected });
    return;
  }
  const isClass = expected === Error || expected.prototype instanceof Error;
  if (
    isClass
      ? error instanceof (expected as ErrorConstructor)
      : (expected as (error: unknown) => boolean)(error)
  )
    return;
  complain(undefined, 'Expected another error', error, expected);
}

/** Deep equality as node's strict one: same prototypes, same own keys, same contents, for plain data. */
function same(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right)) return false;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (left instanceof RegExp && right instanceof RegExp) return String(left) === String(right);
  if (left instanceof Map && right instanceof Map) return same([...left], [...right]);
  if (left instanceof Set && right instanceof Set) return same([...left], [...right]);
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  if (Array.isArray(left) && left.length !== (right as unknown[]).length) return false;
  return keys.every((key) => {
    const record = right as Record<string, unknown>;
    return Object.hasOwn(record, key) && same((left as Record<string, unknown>)[key], record[key]);
  });
}
