import { printLine } from './output';

/** Something wrong in a file, or worth knowing. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  /** What all problems of this code have in common. */
  readonly title: string;
  readonly message: string;
}

/** A form in which problems are printed, as they come. */
export interface Report {
  begin?(): Promise<void>;
  problem(problem: Problem): Promise<void>;
  /** @param complete whether every file could be read */
  end?(complete: boolean): Promise<void>;
}

export function lineReport(): Report {
  return {
    problem: ({ file, line, column, severity, code, message }) =>
      printLine(`${file}:${line}:${column} ${severity} ${code} ${message}`),
  };
}

export function jsonReport(): Report {
  return {
    problem: ({ file, line, column, endLine, endColumn, severity, code, message }) =>
      printLine(JSON.stringify({ file, line, column, endLine, endColumn, severity, code, message })),
  };
}
