import type { Day } from './model';

/** What core asks the world for. The extension and the command line each bring their own. */
export interface Clock {
  today(): Day;
}

/** One folder, as saving a text file in it needs it. Names are plain file names; texts are in UTF-8. */
export interface Folder {
  /** None where the folder is not there or may not be listed. */
  names(): Promise<readonly string[]>;
  /** `undefined` where there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Writes a file in place. A crash leaves the first part of the text, or nothing of it. */
  write(name: string, text: string): Promise<void>;
  /**
   * Gives a file the name of another, which it replaces; the other may be taken away first. Fails, with both as
   * they were or the other gone, where the file system cannot.
   */
  rename(from: string, to: string): Promise<void>;
  /** Does nothing where there is no such file. */
  remove(name: string): Promise<void>;
  /** When a file was written last, in milliseconds since 1970; `undefined` where there is no such file. */
  modified(name: string): Promise<number | undefined>;
}

/** One that saves: a window, say. Others may save the same files at the same time. */
export interface Saver {
  /** Its own alone: lower-case letters and digits. */
  readonly id: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Lets a moment pass between two looks at what another is doing: some 50 ms. */
  pause(): Promise<void>;
}
