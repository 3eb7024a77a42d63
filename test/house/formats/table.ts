import { features, type Format } from '../../../src/core/exchange/format';
import { formats } from '../../../src/core/exchange/formats';

/** What the README says of each format, by what its code states: what it counts in, carries, and therefore loses. */
export function formatTable(): string {
  const rows = formats.map((format) => {
    const { id, title, read, carries } = format;
    const lost = features.filter((feature) => !carries.includes(feature));
    const cells = [
      `\`${id}\``,
      title,
      read ? 'out, in' : 'out',
      unitsOf(format),
      listed(carries),
      listed(lost),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| format | of | | offsets | carries besides labels and places | loses |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** The table in a document, as a range of UTF-16 offsets. */
export function tableIn(document: string): { start: number; end: number } {
  const start = document.indexOf('| format | of |');
  return { start, end: document.indexOf('\n\n', start) };
}

function unitsOf({ unit, unitOf = {} }: Format): string {
  const others = Object.entries(unitOf).map(([variant, other]) => `${other} as \`${variant}\``);
  return [unit === 'none' ? '–' : unit, ...others].join('; ');
}

function listed(items: readonly string[]): string {
  return items.join(', ') || '–';
}
