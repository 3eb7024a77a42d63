// Sees to it that nothing in this extension host uses the network.

/** Attempts to leave 127.0.0.1, as `what where`. */
export interface NetworkTrap {
  readonly attempts: readonly string[];
  /** Puts everything back as it was. */
  release(): void;
}

type Way = (...values: unknown[]) => unknown;

/**
 * Makes every way out of this host throw, and notes who tried. The extension runs in the same host and is caught as well;
 * what VS Code itself does over the sockets it already has goes on.
 */
export function trapNetwork(): NetworkTrap {
  const attempts: string[] = [];
  const releases: (() => void)[] = [];
  const trap = (
    owner: object | undefined,
    name: string,
    where: (args: readonly unknown[]) => string | undefined,
  ) => {
    const original = owner && (Reflect.get(owner, name) as Way | undefined);
    if (!owner || !original) return;
    const replaced = new Proxy(original, {
      apply: (way, self, args) => {
        stop(name, where(args));
        return Reflect.apply<unknown, unknown[], unknown>(way, self, args);
      },
      construct: (way, args, target) => {
        stop(name, where(args));
        return Reflect.construct(way, args, target) as object;
      },
    });
    Reflect.set(owner, name, replaced);
    releases.push(() => Reflect.set(owner, name, original));
  };
  const stop = (name: string, host: string | undefined) => {
    if (host === undefined || host === '127.0.0.1') return;
    attempts.push(`${name} ${host}`);
    throw new Error(`Use of the network: ${name} ${host}`);
  };

  for (const name of ['fetch', 'WebSocket', 'EventSource', 'importScripts', 'WebTransport']) {
    trap(globalThis, name, ([address]) => hostOf(address));
  }
  trap(
    (globalThis as { XMLHttpRequest?: { prototype: object } }).XMLHttpRequest?.prototype,
    'open',
    ([, address]) => hostOf(address),
  );
  trap(globalThis.navigator, 'sendBeacon', ([address]) => hostOf(address));
  // Under node every protocol ends in a socket; `require` is not there in the worker.
  const net = nodeModule('net') as { Socket: { prototype: object } } | undefined;
  const dns = nodeModule('dns') as object | undefined;
  const dgram = nodeModule('dgram') as { Socket: { prototype: object } } | undefined;
  trap(net?.Socket.prototype, 'connect', ([first, second]) => socketHost(first, second));
  trap(dns, 'lookup', ([host]) => (host === 'localhost' ? undefined : String(host)));
  trap(dgram?.Socket.prototype, 'send', () => 'a datagram');
  return { attempts, release: () => releases.forEach((release) => release()) };
}

function nodeModule(name: string): unknown {
  return typeof process === 'object' && typeof process.getBuiltinModule === 'function'
    ? process.getBuiltinModule(name)
    : undefined;
}

/** undefined for what goes nowhere, such as data: and blob:. */
function hostOf(address: unknown): string | undefined {
  const text = address instanceof Request ? address.url : String(address);
  const base = (globalThis as { location?: { href: string } }).location?.href;
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  return url?.hostname === '' ? undefined : url?.hostname;
}

/** The host a socket would connect to: (options), (port, host), (path), or node's own packed form of these. */
function socketHost(first: unknown, second: unknown): string | undefined {
  if (Array.isArray(first)) return socketHost(first[0], first[1]);
  if (typeof first === 'object' && first !== null) {
    const { host, path } = first as { host?: string; path?: string };
    return path === undefined ? (host ?? '127.0.0.1') : undefined;
  }
  if (typeof first === 'number') return typeof second === 'string' ? second : '127.0.0.1';
  return undefined;
}
