import type { Annotation } from '../model';
import type {
  Format,
  Losses,
  OutgoingDocument,
  ReadDocument,
  ReadOptions,
  ReadProblem,
  Source,
} from './format';
import { addMark, baseName, documentOf, problem, spanFrom } from './import';
import { asObject, asObjects, asString, defined, parseJson, type JsonObject } from './json';
import { wholeOf } from './lines';
import { mapOffsets } from './offsets';
import { snapToTokens, tokenSentences, tokensOf } from './tokens';

/**
 * UIMA's JSON CAS 0.4 with the types of DKPro Core, as INCEpTION reads and writes it: one file for each text, which
 * holds the text, its sentences, tokens and named entities. Offsets in UTF-16 units.
 */
export const uimaCas: Format = {
  id: 'uima-cas',
  title: 'UIMA CAS JSON',
  extensions: ['.json'],
  unit: 'UTF-16 units',
  carries: ['overlap', 'line breaks', 'entity links'],
  writer: () => ({
    document: (document) => [{ path: `${document.file}.json`, text: JSON.stringify(cas(document)) + '\n' }],
  }),
  read: readCas,
};

const dkpro = 'de.tudarmstadt.ukp.dkpro.core.api';
const sentenceType = `${dkpro}.segmentation.type.Sentence`;
const tokenType = `${dkpro}.segmentation.type.Token`;
const entityType = `${dkpro}.ner.type.NamedEntity`;

function cas({ text, marks }: OutgoingDocument): object {
  const tokens = tokensOf(text);
  // Sentences end outside marks; the marks themselves stay as they are.
  const silent: Losses = { lose: () => undefined, drop: () => undefined };
  const sentences = tokenSentences(text, tokens, snapToTokens(tokens, marks, silent, true));
  const structures: object[] = [
    {
      '%ID': 1,
      '%TYPE': 'uima.cas.Sofa',
      sofaNum: 1,
      sofaID: '_InitialView',
      mimeType: 'text/plain',
      sofaString: text,
    },
  ];
  const add = (type: string, begin: number, end: number, features: object = {}): void => {
    structures.push({ '%ID': structures.length + 1, '%TYPE': type, '@sofa': 1, begin, end, ...features });
  };
  add('uima.tcas.DocumentAnnotation', 0, text.length, { language: 'x-unspecified' });
  for (const { first, end } of sentences) add(sentenceType, tokens[first]!.start, tokens[end - 1]!.end);
  for (const { start, end } of tokens) add(tokenType, start, end);
  for (const mark of marks) {
    const { start, end } = mark.pieces[0]!;
    add(entityType, start, end, defined({ value: mark.label, identifier: mark.entity }));
  }
  return {
    '%TYPES': {
      [sentenceType]: annotationType(sentenceType),
      [tokenType]: annotationType(tokenType),
      [entityType]: annotationType(entityType, 'value', 'identifier'),
    },
    '%FEATURE_STRUCTURES': structures,
    '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': structures.slice(1).map((_, i) => i + 2) } },
  };
}

function annotationType(name: string, ...features: readonly string[]): object {
  const type: Record<string, unknown> = { '%NAME': name, '%SUPER_TYPE': 'uima.tcas.Annotation' };
  for (const feature of features) type[feature] = { '%NAME': feature, '%RANGE': 'uima.cas.String' };
  return type;
}

/** Reads as marks what has a place and a `value`, whatever its type is called. */
function* readCas(source: Source, options: ReadOptions): Generator<ReadDocument | ReadProblem> {
  const file = source.path.replace(/\.json$/i, '');
  const read = asObject(parseJson(wholeOf(source.chunks)));
  if (!read) {
    yield problem('syntax', baseName(source.path));
    return;
  }
  const structures = structuresOf(read['%FEATURE_STRUCTURES']);
  const sofa = structures.find(
    (one) => one['%TYPE'] === 'uima.cas.Sofa' && asString(one.sofaString) !== undefined,
  );
  const text = asString(sofa?.sofaString);
  if (!sofa || text === undefined) {
    yield problem('no text', file);
    return;
  }
  const offsets = mapOffsets(text, 'UTF-16 units');
  const annotations: Annotation[] = [];
  for (const one of structures) {
    const label = asString(one.value);
    if (label === undefined || one.begin === undefined || one['@sofa'] !== sofa['%ID']) continue;
    const entity = asString(one.identifier);
    const more = defined({ entity: entity === '' ? undefined : entity });
    yield* addMark(
      annotations,
      text,
      { ...more, pieces: [spanFrom(offsets, one.begin, one.end)], label },
      options,
    );
  }
  yield documentOf(file, text, annotations);
}

/** A list, or in older files an object by ids. */
function structuresOf(value: unknown): readonly JsonObject[] {
  const object = asObject(value);
  if (!object) return asObjects(value);
  return Object.entries(object).flatMap(([id, one]) => {
    const structure = asObject(one);
    return structure ? [{ '%ID': Number(id), ...structure }] : [];
  });
}
