import { travelBetween, travelStretch, type Travel } from '../annotate/anchors';
import { piecesOf } from '../annotate/fingerprint';
import { fingerprintIn, orphanMark, sha256Of } from './bind';
import { itemsOf, listNames, type Item, type ListName, type SidecarDocument } from './document';
import { emitFields, emitValue } from './emit';
import { remarksOf } from './layout';
import { formatStretches, parsePosition, positionValue } from './position';
import { lineOf } from './records';
import { asString, isPlainScalar, numeric, trueValue, type Fields, type Value } from './value';

/** One of the three sides of a merge, all its positions carried over to one text. */
export interface Side {
  readonly document: SidecarDocument;
  readonly items: Readonly<Record<ListName, ReadonlyMap<string, SideItem>>>;
}

export interface SideItem {
  /** For people: the id, or the line. */
  readonly id: string;
  /** `undefined` where it is not a mapping. */
  readonly fields: Fields | undefined;
  readonly lead: string;
  /** Its own lines, as they stood if nothing was carried over, with a line end. */
  readonly lines: string;
  /** The comments inside its lines. */
  readonly remarks: readonly string[];
  /** Its position could not be carried over: it says nothing about where. */
  readonly isAstray: boolean;
  readonly order: readonly (number | string)[];
}

/**
 * The side whose text is merged into: the one that changed it. Where both did, git makes a third text, and
 * either will do, as long as it is the same one whichever is called ours.
 */
export function targetOf(
  base: SidecarDocument,
  ours: SidecarDocument,
  theirs: SidecarDocument,
): SidecarDocument {
  const [b, o, t] = [base, ours, theirs].map((document) => sha256Of(document) ?? '');
  if (o === b && t !== b) return theirs;
  if (t === b && o !== b) return ours;
  return o! <= t! ? ours : theirs;
}

export function sideOf(document: SidecarDocument, target: SidecarDocument): Side {
  const carry = carrier(document, target);
  const items = Object.fromEntries(
    listNames.map((list) => [
      list,
      keyed(
        list,
        itemsOf(document, list).map((item) => carried(list, item, carry)),
      ),
    ]),
  ) as Record<ListName, Map<string, SideItem>>;
  return { document, items };
}

/** The item with its place in the order that its fields say. */
export function placed(list: ListName, item: Omit<SideItem, 'order'>): SideItem {
  return { ...item, order: orderOf(list, item.fields) };
}

export function compareItems(a: SideItem, b: SideItem): number {
  for (let i = 0; i < Math.max(a.order.length, b.order.length); i++) {
    const [x, y] = [a.order[i], b.order[i]];
    if (x === y) continue;
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    if (typeof x !== typeof y) return typeof x === 'number' ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

interface Carrier {
  /** `undefined` where both speak of the same text. */
  readonly travel: Travel | undefined;
  /** What an annotation that can't be carried over is marked with. */
  readonly mark: string;
}

function carrier(document: SidecarDocument, target: SidecarDocument): Carrier {
  const mark = orphanMark(sha256Of(document));
  const hashes = [sha256Of(document), sha256Of(target)];
  // One without a hash is taken at its word, as it is when it is read.
  if (hashes.includes(undefined) || hashes[0] === hashes[1]) return { travel: undefined, mark };
  const old = piecesOf(fingerprintIn(document) ?? '-');
  const now = piecesOf(fingerprintIn(target) ?? '-');
  const nowhere: Travel = { place: () => undefined, line: () => undefined };
  return { travel: old && now ? travelBetween(old, now) : nowhere, mark };
}

function carried(list: ListName, item: Item, { travel, mark }: Carrier): SideItem {
  const source = item.source ?? `- ${emitValue(item.fields ?? item.value ?? '')}\n`;
  const whole = {
    id: idOf(list, item.fields) ?? '',
    fields: item.fields,
    lead: item.lead,
    lines: source.endsWith('\n') ? source : source + '\n',
    remarks: remarksOf(item),
    isAstray: false,
    order: orderOf(list, item.fields),
  };
  if (!travel || !item.fields) return whole;
  const { fields, isAstray } = carriedFields(list, item.fields, travel, mark);
  if (fields === item.fields) return { ...whole, isAstray };
  const suffix = whole.remarks.length > 0 ? ' ' + whole.remarks.join(' ') : '';
  return placed(list, { ...whole, fields, isAstray, lines: `- ${emitFields(fields)}${suffix}\n` });
}

function carriedFields(
  list: ListName,
  fields: Fields,
  travel: Travel,
  mark: string,
): { fields: Fields; isAstray: boolean } {
  const moved = new Map(fields);
  if (list === 'annotations') {
    const at = parsePosition(fields.get('at'));
    if (!at || fields.has('orphan')) return { fields, isAstray: fields.has('orphan') };
    const now = at.map((stretch) => travelStretch(stretch, travel));
    if (now.some((stretch) => !stretch)) {
      moved.set('orphan', mark === 'true' ? trueValue : mark);
      return { fields: moved, isAstray: true };
    }
    const place = formatStretches(now.map((stretch) => stretch!));
    if (place === formatStretches(at)) return { fields, isAstray: false };
    return { fields: moved.set('at', positionValue(place)), isAstray: false };
  }
  let changed = false;
  for (const key of ['line', 'repeats']) {
    const line = numberAt(fields, key);
    const now = line === undefined ? undefined : travel.line(line);
    if (now === undefined || now === line) continue;
    moved.set(key, numeric(now));
    changed = true;
  }
  return { fields: changed ? moved : fields, isAstray: false };
}

/** Items by what they are: their id, or their line. What has neither, or one that is taken, goes by its words. */
function keyed(list: ListName, items: readonly SideItem[]): Map<string, SideItem> {
  const byKey = new Map<string, SideItem>();
  for (const item of items) {
    let key = `=${item.id}`;
    if (item.id === '' || byKey.has(key)) key = `~${item.lines}`;
    // Lines that are there twice, in every letter, are kept twice.
    while (byKey.has(key)) key += '~';
    byKey.set(key, item);
  }
  return byKey;
}

function idOf(list: ListName, fields: Fields | undefined): string | undefined {
  if (!fields) return undefined;
  if (list === 'articles' || list === 'structure') return lineOf(fields)?.toString();
  return asString(fields.get('id'));
}

function orderOf(list: ListName, fields: Fields | undefined): readonly (number | string)[] {
  if (!fields) return [Infinity];
  if (list === 'articles' || list === 'structure') return [lineOf(fields) ?? Infinity];
  const id = asString(fields.get('id')) ?? '';
  if (list !== 'annotations') return [id];
  const at = parsePosition(fields.get('at'))?.[0];
  if (!at) return [Infinity, id];
  return [at.from.line, at.from.column, -at.to.line, -at.to.column, asString(fields.get('label')) ?? '', id];
}

function numberAt(fields: Fields, key: string): number | undefined {
  const value: Value | undefined = fields.get(key);
  return isPlainScalar(value) && typeof value.value === 'number' ? value.value : undefined;
}
