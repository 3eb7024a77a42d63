import type { NumberValue } from '../../model';
import type { Span } from '../../span';
import type { Found } from './match';
import { unitSymbols } from './units';

/**
 * Links an amount in brackets to the amount right before them that it converts: `2.44 billion yuan ($350 million)`,
 * `5 miles (8 km)`.
 */
export function withConversions(text: string, found: readonly Found[]): Found[] {
  return found.map((second, i) => {
    const first = found[i - 1];
    return first && converts(text, first, second) ? { ...second, converts: spanOf(first) } : second;
  });
}

/** How many of `to`'s unit one of `from`'s unit is worth: 0.1434 for 2.44 bn CNY and 350 m USD; undefined for ranges and zero. */
export function impliedRate(from: NumberValue, to: NumberValue): number | undefined {
  if (typeof from.value !== 'number' || typeof to.value !== 'number' || from.value === 0) return undefined;
  return to.value / from.value;
}

function converts(text: string, first: Found, second: Found): boolean {
  if (first.label !== second.label || second.start - first.end > 20) return false;
  const between = text.slice(first.end, second.start);
  if (
    !/^[ \u00a0]?[([](?:about |around |roughly |some |nearly |approximately |or |equivalent to |equal to |~|≈|£|€)?$/.test(
      between,
    )
  )
    return false;
  if (first.label === 'MONEY') return first.number.unit !== second.number.unit;
  if (first.label !== 'QUANTITY' || first.number.unit === second.number.unit) return false;
  const [a, b] = [dimensions.get(first.number.unit ?? ''), dimensions.get(second.number.unit ?? '')];
  return a !== undefined && a === b && a !== 'other';
}

const dimensions: ReadonlyMap<string, string> = new Map([
  ...[...unitSymbols.values()].map((unit) => [unit.symbol, unit.dimension] as const),
  ['ac', 'area'],
  ['gal', 'volume'],
  ['in', 'length'],
  ['ft', 'length'],
  ['yd', 'length'],
  ['st', 'mass'],
  ['bbl', 'volume'],
]);

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
