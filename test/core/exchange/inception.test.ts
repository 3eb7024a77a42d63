import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ExchangeDocument } from '../../../src/core/exchange/format';
import { uimaCas } from '../../../src/core/exchange/uimaCas';
import { webannoTsv } from '../../../src/core/exchange/webannoTsv';
import {
  example,
  hardDocument,
  lossesOf,
  marked,
  marksIn,
  placesOf,
  readBack,
  tokenDocument,
  written,
} from './examples';

function stacked(): ExchangeDocument {
  const document = marked('«ORG Axa» «ORG Bank» of «LOC U_lm»');
  const first = {
    ...document.decisions.annotations[0]!,
    id: 'b',
    pieces: [{ start: 0, end: 8 }],
    text: 'Axa Bank',
    entity: 'axa|b',
  };
  return {
    ...document,
    decisions: { ...document.decisions, annotations: [first, ...document.decisions.annotations] },
  };
}

function places({ decisions }: ExchangeDocument): string[] {
  return decisions.annotations
    .filter(({ status }) => status === 'accepted')
    .map(({ pieces, label, entity }) => JSON.stringify([pieces, label, entity]))
    .sort();
}

suite('UIMA CAS', () => {
  test('the text with sentences, tokens and named entities, in UTF-16 units', () => {
    const { files, report } = written(uimaCas, [marked('😀 «ORG Axa»')]);
    const cas = JSON.parse(files['a.txt.json']!) as Record<string, Record<string, unknown>>;
    const api = 'de.tudarmstadt.ukp.dkpro.core.api';
    assert.deepEqual(Object.keys(cas), ['%TYPES', '%FEATURE_STRUCTURES', '%VIEWS']);
    assert.deepEqual(cas['%FEATURE_STRUCTURES'], [
      {
        '%ID': 1,
        '%TYPE': 'uima.cas.Sofa',
        sofaNum: 1,
        sofaID: '_InitialView',
        mimeType: 'text/plain',
        sofaString: '😀 Axa',
      },
      {
        '%ID': 2,
        '%TYPE': 'uima.tcas.DocumentAnnotation',
        '@sofa': 1,
        begin: 0,
        end: 6,
        language: 'x-unspecified',
      },
      { '%ID': 3, '%TYPE': `${api}.segmentation.type.Sentence`, '@sofa': 1, begin: 0, end: 6 },
      { '%ID': 4, '%TYPE': `${api}.segmentation.type.Token`, '@sofa': 1, begin: 0, end: 2 },
      { '%ID': 5, '%TYPE': `${api}.segmentation.type.Token`, '@sofa': 1, begin: 3, end: 6 },
      { '%ID': 6, '%TYPE': `${api}.ner.type.NamedEntity`, '@sofa': 1, begin: 3, end: 6, value: 'ORG' },
    ]);
    assert.deepEqual(cas['%VIEWS'], { _InitialView: { '%SOFA': 1, '%MEMBERS': [2, 3, 4, 5, 6] } });
    assert.deepEqual(cas['%TYPES']![`${api}.ner.type.NamedEntity`], {
      '%NAME': `${api}.ner.type.NamedEntity`,
      '%SUPER_TYPE': 'uima.tcas.Annotation',
      value: { '%NAME': 'value', '%RANGE': 'uima.cas.String' },
      identifier: { '%NAME': 'identifier', '%RANGE': 'uima.cas.String' },
    });
    assert.deepEqual(report.losses, []);
  });
  test('marks of other types come in too, places out of the text are told', () => {
    const files = {
      'a.json': JSON.stringify({
        '%FEATURE_STRUCTURES': [
          { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaString: 'Axa' },
          { '%ID': 2, '%TYPE': 'custom.NE', '@sofa': 1, begin: 0, end: 3, value: 'ORG', identifier: 'Q1' },
          { '%ID': 3, '%TYPE': 'custom.NE', '@sofa': 1, begin: 0, end: 4, value: 'LOC' },
        ],
      }),
    };
    const { documents, problems } = readBack(uimaCas, 'a.json', files);
    assert.deepEqual(
      [documents.map(marksIn), documents[0]!.decisions.annotations[0]!.entity, problems],
      [[['ORG Axa @0']], 'Q1', [{ code: 'span', about: 'LOC' }]],
    );
  });
  test('marks come back just where they were, on any text', () => {
    fc.assert(
      fc.property(hardDocument, (document) => {
        const { documents, problems } = readBack(uimaCas, 'a.txt.json', written(uimaCas, [document]).files);
        assert.deepEqual([documents.map(places), problems], [[places(document)], []]);
      }),
    );
  });
});

suite('WebAnno TSV', () => {
  test('two blank lines behind the header, a tab behind each row', () => {
    const { files, report } = written(webannoTsv, [example]);
    assert.equal(
      files['a.txt.tsv'],
      '#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n' +
        '#Text=A 😀 Nestlé rose 3.5% to CHF100m.\n' +
        '1-1\t0-1\tA\t_\t_\t\n1-2\t2-4\t😀\t_\t_\t\n1-3\t5-11\tNestlé\t*\tORG\t\n1-4\t12-16\trose\t_\t_\t\n' +
        '1-5\t17-20\t3.5\t*[1]\tPERCENT[1]\t\n1-6\t20-21\t%\t*[1]\tPERCENT[1]\t\n1-7\t22-24\tto\t_\t_\t\n' +
        '1-8\t25-32\tCHF100m\t*\tMONEY\t\n1-9\t32-33\t.\t_\t_\t\n\n' +
        '#Text=Axa fell.\n2-1\t34-37\tAxa\t*\tORG\t\n2-2\t38-42\tfell\t_\t_\t\n2-3\t42-43\t.\t_\t_\t\n',
    );
    assert.deepEqual(lossesOf(report), ['text: 1']);
  });
  test('marks upon each other are stacked and numbered; what is reserved is escaped', () => {
    const document = stacked();
    const { files } = written(webannoTsv, [document]);
    assert.equal(
      files['a.txt.tsv']!.split('\n').slice(5, 9).join('\n'),
      '1-1\t0-3\tAxa\t*[1]|axa\\|b[2]\t' +
        'ORG[1]|ORG[2]\t\n1-2\t4-8\tBank\taxa\\|b[2]|*[3]\tORG[2]|ORG[3]\t\n1-3\t9-11\tof\t_\t_\t\n1-4\t12-13\tU\t*[4]\tLOC[4]\t',
    );
    assert.deepEqual(readBack(webannoTsv, 'a.txt.tsv', files).documents.map(places), [places(document)]);
  });
  test('a part of a token has a row of its own', () => {
    const document = marked('A «ORG Axa»-led «LOC Ulm fu»nd«MONEY s»');
    const { files, report } = written(webannoTsv, [document]);
    const rows = files['a.txt.tsv']!.split('\n').filter((line) => /^\d/.test(line));
    assert.deepEqual(rows, [
      '1-1\t0-1\tA\t_\t_\t',
      '1-2\t2-5\tAxa\t*\tORG\t',
      '1-3\t5-6\t-\t_\t_\t',
      '1-4\t6-9\tled\t_\t_\t',
      '1-5\t10-13\tUlm\t*[1]\tLOC[1]\t',
      '1-6\t14-19\tfunds\t_\t_\t',
      '1-6.1\t14-16\tfu\t*[1]\tLOC[1]\t',
      '1-6.2\t18-19\ts\t*\tMONEY\t',
    ]);
    const { documents } = readBack(webannoTsv, 'a.txt.tsv', files, { textOf: () => document.text });
    assert.deepEqual([documents.map(marksIn), lossesOf(report)], [[marksIn(document)], ['text: 1']]);
  });
  test('without the text, what stands between sentences is read as blanks', () => {
    const { documents, problems } = readBack(webannoTsv, 'a.txt.tsv', written(webannoTsv, [example]).files);
    assert.deepEqual([documents[0]!.text, problems], ['A 😀 Nestlé rose 3.5% to CHF100m. Axa fell.', []]);
  });
  test('marks of whole tokens come back just where they were, with the text and without', () => {
    fc.assert(
      fc.property(tokenDocument, fc.boolean(), (document, known) => {
        const { files } = written(webannoTsv, [document]);
        const { documents, problems } = readBack(
          webannoTsv,
          'a.txt.tsv',
          files,
          known ? { textOf: () => document.text } : {},
        );
        assert.deepEqual([documents.map(placesOf), problems], [[placesOf(document)], []]);
      }),
    );
  });
});
