import type { Annotation, Comment } from '../model';
import { slugOf } from '../companies/names';
import { splitsPair } from '../text';
import type { Span } from '../span';
import { numberOf } from './csv';
import type {
  Format,
  Losses,
  OutgoingDocument,
  OutgoingMark,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Reading,
  Source,
} from './format';
import { addMark, askText, baseName, documentOf, problem, spanFrom } from './import';
import { asList, asObject, asObjects, asString, defined, parseJson, type JsonObject } from './json';
import { wholeOf } from './lines';
import { mapOffsets } from './offsets';

/**
 * W3C Web Annotation as JSON-LD: an annotation page for each text, beside its path. The label is a body that tags,
 * the entity one that identifies, a value one that describes, comments are ones that comment. Places are said by
 * their quotes and by code points.
 */
export const webAnnotation: Format = {
  id: 'web-annotation',
  title: 'W3C Web Annotation',
  extensions: ['.jsonld'],
  unit: 'code points',
  carries: ['overlap', 'line breaks', 'comments', 'values', 'entity links', 'authors'],
  writer: () => ({
    document: (document, losses) => [
      { path: `${document.file}.jsonld`, text: JSON.stringify(page(document, losses), null, 1) + '\n' },
    ],
  }),
  read: readPage,
};

const context = 'http://www.w3.org/ns/anno.jsonld';
/** How much of the text stands before and behind a quote, in UTF-16 units. */
const around = 32;

function page(document: OutgoingDocument, losses: Losses): object {
  const { file, marks, entities } = document;
  const base = `urn:corpus-annotator:${encodeURIComponent(wellFormed(file))}`;
  losses.lose('text', file);
  const urls = new Map(entities.map(({ id, url }) => [id, url]));
  return {
    '@context': context,
    id: base,
    type: 'AnnotationPage',
    items: marks.map((mark) => annotation(document, mark, base, urls, losses)),
  };
}

const entityPrefix = 'urn:corpus-annotator:entity:';

function annotation(
  { file, text, offsets }: OutgoingDocument,
  mark: OutgoingMark,
  base: string,
  urls: ReadonlyMap<string, string | undefined>,
  losses: Losses,
): object {
  const { start, end } = mark.pieces[0]!;
  const { value, unit } = mark.number ?? {};
  const url = mark.entity === undefined ? undefined : urls.get(mark.entity);
  return defined({
    id: `${base}:${encodeURIComponent(wellFormed(mark.id))}`,
    type: 'Annotation',
    motivation: 'tagging',
    created: moment(mark.on),
    creator: person(mark.by),
    body: [
      textual(mark.label, 'tagging'),
      ...(mark.entity === undefined
        ? []
        : [resource(entityPrefix + encodeURIComponent(wellFormed(mark.entity)))]),
      ...(url === undefined ? [] : [resource(url)]),
      ...(value === undefined
        ? []
        : [textual(unit === undefined ? String(value) : `${value} ${unit}`, 'describing')]),
      ...(mark.comments ?? []).map((comment) => commenting(comment, losses)),
    ],
    target: {
      type: 'SpecificResource',
      source: file
        .split('/')
        .map((part) => encodeURIComponent(wellFormed(part)))
        .join('/'),
      selector: [
        {
          type: 'TextQuoteSelector',
          exact: text.slice(start, end),
          prefix: text.slice(cutAt(text, Math.max(0, start - around)), start),
          suffix: text.slice(end, cutAt(text, Math.min(text.length, end + around))),
        },
        { type: 'TextPositionSelector', start: offsets.to(start), end: offsets.to(end) },
      ],
    },
  });
}

function textual(value: string, purpose: string): { type: string; value: string; purpose: string } {
  return { type: 'TextualBody', value, purpose };
}

function resource(source: string): object {
  return { type: 'SpecificResource', source, purpose: 'identifying' };
}

function commenting({ text, by, on, resolved }: Comment, losses: Losses): object {
  if (resolved !== undefined) losses.lose('comments', text);
  return defined({ ...textual(text, 'commenting'), creator: person(by), created: moment(on) });
}

function person(name: string | undefined): object | undefined {
  return name === undefined ? undefined : { type: 'Person', name };
}

/** Decisions are dated by the day; the standard wants a moment. */
function moment(day: string | undefined): string | undefined {
  return day === undefined ? undefined : `${day}T00:00:00Z`;
}

/** The offset, or the one behind it where it would cut a character. */
function cutAt(text: string, offset: number): number {
  return splitsPair(text, offset) ? offset + 1 : offset;
}

/** URLs can't hold lone surrogates. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Reads a page, a collection's first page, a list of annotations or a single one; marks of one text come together. */
function* readPage(source: Source, options: ReadOptions): Reading {
  const read = parseJson(wholeOf(source.chunks));
  const top = asObject(read);
  const page = asObject(top?.first) ?? top;
  if (!page && !Array.isArray(read)) {
    yield problem('syntax', baseName(source.path));
    return;
  }
  const items = asObjects(Array.isArray(read) ? read : (page!.items ?? [page]));
  const byFile = new Map<string, JsonObject[]>();
  for (const item of items) {
    const target = targetOf(item);
    const file = decoded(asString(target?.source) ?? asString(item.target) ?? '');
    const siblings = byFile.get(file);
    if (siblings) siblings.push(item);
    else byFile.set(file, [item]);
  }
  for (const [file, list] of byFile) {
    const text = yield* askText(file);
    if (text === undefined) yield problem('no text', file);
    else yield* readAnnotations(file, text, list, options);
  }
}

function* readAnnotations(
  file: string,
  text: string,
  items: readonly JsonObject[],
  options: ReadOptions,
): Generator<ReadDocument | ReadProblem> {
  // The standard counts code points; Hypothesis counts UTF-16 units.
  const units = [mapOffsets(text, 'code points'), mapOffsets(text, 'UTF-16 units')];
  const annotations: Annotation[] = [];
  for (const item of items) {
    const selectors = listOf(targetOf(item)?.selector);
    const quote = selectors.find(({ type }) => type === 'TextQuoteSelector');
    const position = selectors.find(({ type }) => type === 'TextPositionSelector');
    const exact = asString(quote?.exact);
    const spans = position ? units.map((offsets) => spanFrom(offsets, position.start, position.end)) : [];
    const said = spans.find(({ start, end }) => exact === undefined || text.slice(start, end) === exact);
    const span: Span = said ?? (quote && findQuote(text, quote)) ?? { start: NaN, end: NaN };
    const bodies = listOf(item.body);
    const body = (purpose: string): string | undefined =>
      asString(bodies.find((one) => one.purpose === purpose && asString(one.value) !== undefined)?.value);
    const label = body('tagging');
    const [, value = '', unit = ''] = /^(\S+)(?: (.+))?$/.exec(body('describing') ?? '') ?? [];
    const comments = bodies.filter(({ purpose }) => purpose === 'commenting').map(commentOf);
    const more = defined({
      id: ownId(asString(item.id)),
      quote: exact,
      entity: entityOf(bodies),
      number: numberOf(value, unit, label ?? ''),
      by: asString(asObject(item.creator)?.name) ?? asString(item.creator),
      on: dayOf(item.created),
      comments: comments.length > 0 ? comments : undefined,
    });
    yield* addMark(annotations, text, { ...more, pieces: [span], label }, options);
  }
  yield documentOf(file, text, annotations);
}

/** The place of a quote, if there is just one with the words before and behind it. */
function findQuote(text: string, quote: JsonObject): Span | undefined {
  const exact = asString(quote.exact) ?? '';
  const prefix = asString(quote.prefix) ?? '';
  const whole = prefix + exact + (asString(quote.suffix) ?? '');
  const at = exact === '' ? -1 : text.indexOf(whole);
  if (at < 0 || text.indexOf(whole, at + 1) >= 0) return undefined;
  return { start: at + prefix.length, end: at + prefix.length + exact.length };
}

function commentOf(body: JsonObject): Comment {
  const by = asString(asObject(body.creator)?.name) ?? asString(body.creator);
  return defined({ by, on: dayOf(body.created), text: asString(body.value) ?? '' });
}

function entityOf(bodies: readonly JsonObject[]): string | undefined {
  const sources = bodies
    .filter(({ purpose }) => purpose === 'identifying')
    .map((body) => asString(body.source ?? body.id) ?? '');
  const own = sources.find((source) => source.startsWith(entityPrefix));
  if (own !== undefined) return decoded(own.slice(entityPrefix.length));
  const foreign = sources[0];
  return foreign ? slugOf(decoded(foreign.slice(foreign.lastIndexOf('/') + 1)).toLowerCase()) : undefined;
}

/** The id of an annotation that we wrote. */
function ownId(iri: string | undefined): string | undefined {
  return iri?.startsWith('urn:corpus-annotator:') ? decoded(iri.slice(iri.lastIndexOf(':') + 1)) : undefined;
}

function targetOf(item: JsonObject): JsonObject | undefined {
  return asObject(item.target) ?? asObjects(item.target)[0];
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? asObjects(value) : asObjects(asList([value]));
}

function dayOf(value: unknown): string | undefined {
  const day = asString(value)?.slice(0, 10);
  return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
}

function decoded(iri: string): string {
  try {
    return decodeURIComponent(iri);
  } catch {
    return iri;
  }
}
