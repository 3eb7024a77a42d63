import type { Format } from '../core/exchange/format';
import { formatOf, formats } from '../core/exchange/formats';
import { stringOf, UsageError, type Options } from './commandLine';

/** The format that `--format` and `--variant` name. */
export function formatAsked(options: Options): Format {
  const id = stringOf(options, 'format');
  if (id === undefined) throw new UsageError('Say which format: --format FORMAT.');
  const format = formatOf(id);
  if (!format)
    throw new UsageError(`There is no format ${id}; there are ${formats.map((one) => one.id).join(', ')}.`);
  const variant = stringOf(options, 'variant');
  if (variant !== undefined && !format.variants?.includes(variant)) {
    const known = format.variants ? `it has ${format.variants.join(', ')}` : 'it has none';
    throw new UsageError(`${id} has no variant ${variant}; ${known}.`);
  }
  return format;
}
