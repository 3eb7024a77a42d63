/** Prints rows under a title, the first column left, the others right. */
export function printTable(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const all = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    widths
      .map((width, column) =>
        column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width),
      )
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  console.log(`\n${title}\n\n${lines.join('\n')}`);
}

/** A number with about three digits that count. */
export function figure(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3);
}

/** Twelve times as fast or a twelfth as fast: `12 ×`, `1/12`. */
export function ratio(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return value >= 0.95 ? `${figure(value)} ×` : `1/${figure(1 / value)}`;
}
