import type { NumberValue } from '../model';
import { namesakesOf } from '../recognize/numbers/agreement';

/** What a number may come to in another unit: the least and the most of it. */
export interface Conversion {
  readonly least: number;
  readonly most: number;
}

/**
 * What an amount comes to in another unit, with all the room that roundings and the rates of years take;
 * `undefined` where that is not known. Currencies count as any rate of this century allows.
 */
export function convert({ value, unit }: NumberValue, to: string): Conversion | undefined {
  if (typeof value !== 'number' || unit === undefined || value <= 0) return undefined;
  if (degrees.has(unit) && degrees.has(to)) return undefined;
  const from = sizes.get(unit);
  const target = sizes.get(to);
  if (from && target) {
    if (from.of !== target.of) return undefined;
    const exact = (value * from.size) / target.size;
    return { least: exact, most: exact };
  }
  const [sold, bought] = [perDollar.get(unit), perDollar.get(to)];
  if (!sold || !bought) return undefined;
  return { least: (value / sold.most) * bought.least, most: (value / sold.least) * bought.most };
}

/**
 * Whether an amount may be what another is converted to. Where words leave the currency open, as crowns and dollars do,
 * any that they may mean will do; where nothing is known of the units, anything.
 */
export function mayConvert(amount: NumberValue, found: NumberValue): boolean {
  const { value, unit } = found;
  if (typeof value !== 'number' || unit === undefined || amount.unit === undefined) return true;
  const conversions = [...namesakesOf(amount.unit)].flatMap((from) =>
    [...namesakesOf(unit)].map((to) => convert({ ...amount, unit: from }, to)),
  );
  const known = conversions.filter((conversion) => conversion !== undefined);
  return known.length === 0 || known.some((conversion) => fits(value, conversion));
}

/** Whether a number can be what is printed for a conversion: nobody converts to the last digit. */
function fits(found: number, { least, most }: Conversion): boolean {
  const digit = lastDigit(found);
  return found >= least * (1 - slack) - digit && found <= most * (1 + slack) + digit;
}

/** How far a rounded conversion may be off: `a mile (1.5 km)`. */
const slack = 0.25;

/** What the last digit that counts is worth: 1 of 8, 10,000,000 of 350,000,000. */
function lastDigit(value: number): number {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  return 10 ** (Number(exponent) - (digits.replace('-', '').length > 1 ? digits.split('.')[1]!.length : 0));
}

const degrees = new Set(['°C', '°F', 'K', 'Cel', '[degF]']);

interface Size {
  readonly of: string;
  readonly size: number;
}

/** Units by their symbols (see recognize/numbers/units.ts), in metres, square metres, litres, kilograms and km/h. */
const sizes: ReadonlyMap<string, Size> = new Map(
  Object.entries({
    length: 'km=1000 m=1 cm=0.01 mm=0.001 mi=1609.344 nmi=1852 yd=0.9144 ft=0.3048 in=0.0254 ftm=1.8288',
    area: 'km2=1e6 m2=1 cm2=1e-4 ha=1e4 ac=4046.86 mi2=2589988 ft2=0.092903 yd2=0.836127 in2=0.00064516',
    volume:
      'm3=1000 cm3=0.001 ft3=28.3168 yd3=764.555 L=1 mL=0.001 cL=0.01 hL=100 ML=1e6 gal=4 pt=0.5 bbl=158.987',
    mass: 't=1000 kg=1 g=0.001 mg=1e-6 lb=0.453592 oz=0.0283495 st=6.35029',
    speed: 'km/h=1 mph=1.609344 m/s=3.6 kn=1.852',
  }).flatMap(([of, list]) =>
    list.split(' ').map((entry): [string, Size] => {
      const [symbol, size] = entry.split('=');
      return [symbol!, { of, size: Number(size) }];
    }),
  ),
);

/** How much of a currency a dollar has bought since the year 2000, at the least and the most. */
const perDollar: ReadonlyMap<string, Conversion> = new Map(
  `USD 1 1, EUR 0.62 1.21, GBP 0.47 0.97, JPY 75 165, CNY 6 8.3, CHF 0.72 1.83, CAD 0.9 1.62, AUD 0.9 2.1,
   NZD 1.13 2.6, INR 39 95, KRW 900 1610, HKD 7.7 7.9, SGD 1.2 1.87, TWD 27 36, SEK 5.8 11.6, NOK 4.9 12,
   DKK 4.6 9.1, PLN 2 4.8, CZK 14 42, HUF 143 460, RUB 23 125, BRL 1.5 6.5, MXN 9 26, ZAR 5.5 20, THB 28 46,
   IDR 8000 17500, PHP 40 61, MYR 2.9 4.9, VND 14000 27000, ILS 2.9 5, SAR 3.7 3.8, AED 3.6 3.7`
    .split(',')
    .map((row): [string, Conversion] => {
      const [code, least, most] = row.trim().split(' ');
      return [code!, { least: Number(least), most: Number(most) }];
    }),
);
