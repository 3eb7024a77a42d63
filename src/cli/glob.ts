/**
 * Whether a path with `/` matches a glob, as VS Code has them: `*` and `?` stay within a folder, `**` crosses
 * folders, `{a,b}` is either, `[a-z]` one character of the range. Anything unclosed stands for itself.
 */
export function matchesGlob(path: string, glob: string): boolean {
  return patternOf(glob).test(path);
}

function patternOf(glob: string): RegExp {
  let pattern = '';
  let open = 0;
  for (let at = 0; at < glob.length; at++) {
    const rest = glob.slice(at);
    const range = /^\[(!?)([^\]/]+)\]/.exec(rest);
    if (rest.startsWith('**/')) {
      pattern += '(?:[^/]+/)*';
      at += 2;
    } else if (rest.startsWith('**')) {
      pattern += '.*';
      at += 1;
    } else if (rest[0] === '*') pattern += '[^/]*';
    else if (rest[0] === '?') pattern += '[^/]';
    else if (range) {
      pattern += `[${range[1] ? '^/' : ''}${range[2]!.replace(/[\\^[]/g, '\\$&')}]`;
      at += range[0].length - 1;
    } else if (rest[0] === '{' && rest.includes('}')) {
      pattern += '(?:';
      open++;
    } else if (rest[0] === '}' && open > 0) {
      pattern += ')';
      open--;
    } else if (rest[0] === ',' && open > 0) pattern += '|';
    else pattern += rest[0]!.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  }
  try {
    return new RegExp(`^${pattern}${')'.repeat(open)}$`, 'su');
  } catch {
    // A range that runs backwards matches nothing.
    return /(?!)/;
  }
}
