import { spawnSync } from 'node:child_process';

/** What one process times: made ready once, then done several times. */
export interface Task {
  /** Size of what is worked on, in MB (10^6 bytes of UTF-8). */
  readonly megabytes: number;
  readonly work: () => unknown;
  /** How often at most it is done; 7 unless told otherwise. */
  readonly runs?: number;
}

/** Tasks by name, each made ready only in the process that times it. */
export type Tasks = Readonly<Record<string, () => Task>>;

/**
 * Processor time of the process with its helper threads, in milliseconds: what others do on the machine
 * meanwhile does not count.
 */
export interface Measurement {
  /** Of the first run, before anything is warm. */
  readonly first: number;
  readonly median: number;
  /** 95 of 100 runs take no longer. */
  readonly p95: number;
  readonly megabytes: number;
  /** The most memory that the process held until the end of its first run, in MB. */
  readonly peak: number;
}

/** Runs are repeated for about this long. */
const enough = 15_000;
/** A task that takes longer than this in all is given up. */
const timeout = 180_000;

/** Times a task of this program in a process of its own; `undefined` where it takes too long or fails. */
export function measure(name: string): Measurement | undefined {
  const child = spawnSync(process.execPath, [process.argv[1]!, '--task', name], {
    encoding: 'utf8',
    timeout,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return child.status === 0 ? (JSON.parse(child.stdout) as Measurement) : undefined;
}

/** Times a task in this process. The first run warms up and counts only where it is the only one. */
export async function measureHere({ megabytes, work, runs = 7 }: Task): Promise<Measurement> {
  const first = await timed(work);
  const peak = process.resourceUsage().maxRSS / 1000;
  const times: number[] = [];
  for (let spent = first; spent < enough && times.length < runs; spent += times.at(-1)!)
    times.push(await timed(work));
  if (times.length === 0) times.push(first);
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))]!;
  return { first, median: at(0.5), p95: at(0.95), megabytes, peak };
}

async function timed(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** How many times as fast the first is as the second, by MB/s: works of different sizes can be compared. */
export function timesAsFast(a: Measurement, b: Measurement): number {
  return speed(a) / speed(b);
}

/** In MB/s. */
export function speed({ megabytes, median }: Measurement): number {
  return (megabytes / median) * 1000;
}
