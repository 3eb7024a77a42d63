/** The files that could not be used: each is told of, and the others go on. */
export interface Failures {
  tell(file: string, error: unknown): void;
  readonly count: number;
}

export function createFailures(): Failures {
  let count = 0;
  return {
    tell(file, error) {
      count++;
      process.stderr.write(`corpus-annotator: ${file}: ${reasonOf(error)}\n`);
    },
    get count() {
      return count;
    },
  };
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file. Check the path.';
    case 'EISDIR':
      return 'this is a folder. Name the texts in it.';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read or written. Check its permissions.';
    case 'ELOOP':
      return 'its links lead round in a circle. Remove one of them.';
    case 'ENOSPC':
      return 'the disk is full. Nothing was changed.';
    case 'ERR_STRING_TOO_LONG':
    case 'ERR_FS_FILE_TOO_LARGE':
      return 'it is too large to be one text. Split it.';
    default:
      return message;
  }
}
