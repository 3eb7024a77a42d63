import assert from 'node:assert/strict';
import { formatOf } from '../../../src/core/exchange/formats';
import { guessFormats } from '../../../src/core/exchange/guess';
import { marksIn, readBack } from './examples';

const text = 'A 😀 Nestlé rose 3.5% to CHF100m.\nAxa fell.\n';

interface ForeignFile {
  readonly by: string;
  readonly format: string;
  readonly files: Record<string, string>;
  /** What is read, as `LABEL words @start` in UTF-16 units. */
  readonly marks: readonly string[];
}

const lines = (...records: object[]): string =>
  records.map((record) => JSON.stringify(record) + '\n').join('');
const nestle = 'ORG Nestlé @5';
const axa = 'ORG Axa @34';

/** Files as the tools themselves write them, on a text of our own; the first file is the one that is opened. */
const written: readonly ForeignFile[] = [
  {
    by: 'brat, saved in its editor, with CRLF in the file of marks',
    format: 'brat',
    files: {
      'a.ann':
        'T1\tORG 4 10\tNestlé\r\nT2\tPERCENT 16 20\t3.5%\r\nT5\tPHRASE 4 10;16 20\tNestlé 3.5%\r\n' +
        'N1\tReference T1 LEI:KY37\t\t\tNestlé S.A.\r\nA1\tConfidence T2 High\r\n#1\tAnnotatorNotes T2\tcheck\tthe filing\r\n' +
        'R1\tChange Arg1:T1 Arg2:T2\r\n',
      'a.txt': text,
    },
    marks: [nestle, 'PHRASE Nestlé … 3.5% @5+17', 'PERCENT 3.5% @17'],
  },
  {
    by: 'INCEpTION, as brat standoff in UTF-16 units',
    format: 'brat-inception',
    files: {
      'a.ann': 'T1\tORG 5 11\tNestlé\nT2\tORG 34 37\tAxa\n#1\tAnnotatorNotes T2\tsure\n',
      'a.txt': text,
    },
    marks: [nestle, axa],
  },
  {
    by: 'the shared task itself, in IOB1',
    format: 'conll',
    files: {
      'eng.conll':
        '-DOCSTART- -X- O O\n\nNestlé NNP I-NP I-ORG\nAxa NNP I-NP B-ORG\nfell VBD I-VP O\n. . O O\n\nIn IN I-PP O\nBern NNP I-NP I-LOC\n\n',
    },
    marks: ['ORG Nestlé @0', 'ORG Axa @7', 'LOC Bern @21'],
  },
  {
    by: 'Label Studio, as CoNLL: another first line, none behind it',
    format: 'conll',
    files: { 'x.conll': '-DOCSTART- -X- O\nNestlé -X- _ B-ORG\nS.A. -X- _ I-ORG\nrose -X- _ O\n\n' },
    marks: ['ORG Nestlé S.A. @0'],
  },
  {
    by: 'Potato, as CoNLL with tabs',
    format: 'conll',
    files: { 'x.conll': '-DOCSTART-\t-X-\t-X-\tO\n\nNestlé\t_\t_\tB-ORG\nrose\t_\t_\tO\n' },
    marks: ['ORG Nestlé @0'],
  },
  {
    by: 'a trainer’s data in BILOU',
    format: 'conll',
    files: { 'x.conll': 'Bank B-ORG\nof I-ORG\nBern L-ORG\nand O\nAxa U-ORG\n\n' },
    marks: ['ORG Bank of Bern @0', 'ORG Axa @17'],
  },
  {
    by: 'spaCy users, as JSON Lines of training examples',
    format: 'spacy',
    files: { 'train.jsonl': lines({ text, entities: [[4, 10, 'ORG']], links: {}, cats: { news: 1 } }) },
    marks: [nestle],
  },
  {
    by: 'Prodigy’s ner.manual, from db-out',
    format: 'prodigy',
    files: {
      'annotations.jsonl': lines(
        {
          text: 'Axa fell.',
          meta: { source: 'wire', score: 0.6 },
          _input_hash: 1886699658,
          _task_hash: -1952856502,
          tokens: [
            { text: 'Axa', start: 0, end: 3, id: 0, ws: true },
            { text: 'fell', start: 4, end: 8, id: 1, ws: false },
            { text: '.', start: 8, end: 9, id: 2, ws: false },
          ],
          _session_id: null,
          _view_id: 'ner_manual',
          spans: [{ start: 0, end: 3, token_start: 0, token_end: 0, label: 'ORG' }],
          answer: 'accept',
          _timestamp: 1610000000,
        },
        {
          text,
          spans: [{ start: 16, end: 20, label: 'MONEY', score: 0.4 }],
          _view_id: 'ner',
          answer: 'reject',
        },
      ),
    },
    marks: ['ORG Axa @0', 'MONEY 3.5% @17'],
  },
  {
    by: 'doccano, exported with its ids and what came along',
    format: 'doccano',
    files: {
      'admin.jsonl': lines({
        id: 7,
        text,
        label: [
          [5, 11, 'ORG'],
          [17, 21, 'PERCENT'],
        ],
        Comments: ['check'],
        rank: 1,
      }),
    },
    marks: [nestle, 'PERCENT 3.5% @17'],
  },
  {
    by: 'doccano, a project with relations',
    format: 'doccano-relations',
    files: {
      'all.jsonl': lines({
        id: 8,
        text,
        relations: [{ id: 3, from_id: 11, to_id: 12, type: 'change' }],
        entities: [
          { id: 11, label: 'ORG', start_offset: 5, end_offset: 11 },
          { id: 12, label: 'PERCENT', start_offset: 17, end_offset: 21 },
        ],
        Comments: [],
      }),
    },
    marks: [nestle, 'PERCENT 3.5% @17'],
  },
  {
    by: 'Label Studio, a JSON export with a cancelled annotation before the one that counts',
    format: 'label-studio',
    files: {
      'project-1.json': JSON.stringify(
        [
          {
            id: 41,
            annotations: [
              { id: 1, completed_by: 2, was_cancelled: true, result: [] },
              {
                id: 2,
                completed_by: { id: 1, email: 'ada@example.org' },
                was_cancelled: false,
                ground_truth: false,
                created_at: '2026-01-05T10:00:00.000000Z',
                lead_time: 12.3,
                result: [
                  {
                    id: 'Xy1_',
                    from_name: 'label',
                    to_name: 'text',
                    type: 'labels',
                    origin: 'manual',
                    value: { start: '4', end: '10', text: 'Nestlé', labels: ['ORG'] },
                  },
                ],
              },
            ],
            file_upload: 'f0-a.txt',
            drafts: [],
            predictions: [],
            data: { text },
            meta: {},
            total_annotations: 1,
          },
        ],
        undefined,
        2,
      ),
    },
    marks: [nestle],
  },
  {
    by: 'Hypothesis, in UTF-16 units',
    format: 'web-annotation',
    files: {
      'x.jsonld': JSON.stringify({
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        id: 'https://hypothes.example/a/1',
        type: 'Annotation',
        created: '2026-01-05T10:00:00.123+00:00',
        creator: 'acct:ada@hypothes.example',
        body: [{ type: 'TextualBody', value: 'ORG', purpose: 'tagging' }],
        target: [
          {
            source: 'a.txt',
            selector: [
              {
                type: 'RangeSelector',
                startContainer: '/p[1]',
                startOffset: 5,
                endContainer: '/p[1]',
                endOffset: 11,
              },
              { type: 'TextPositionSelector', start: 5, end: 11 },
              { type: 'TextQuoteSelector', exact: 'Nestlé', prefix: 'A 😀 ', suffix: ' rose' },
            ],
          },
        ],
      }),
    },
    marks: [nestle],
  },
  {
    by: 'INCEpTION, as UIMA CAS JSON',
    format: 'uima-cas',
    files: {
      'a.json': JSON.stringify({
        '%TYPES': {},
        '%FEATURE_STRUCTURES': [
          {
            '%ID': 1,
            '%TYPE': 'uima.cas.Sofa',
            sofaNum: 1,
            sofaID: '_InitialView',
            mimeType: 'text',
            sofaString: text,
          },
          {
            '%ID': 2,
            '%TYPE': 'uima.tcas.DocumentAnnotation',
            '@sofa': 1,
            begin: 0,
            end: 44,
            language: 'x-unspecified',
          },
          {
            '%ID': 3,
            '%TYPE': 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token',
            '@sofa': 1,
            begin: 0,
            end: 1,
          },
          {
            '%ID': 4,
            '%TYPE': 'de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity',
            '@sofa': 1,
            begin: 5,
            end: 11,
            value: 'ORG',
          },
        ],
        '%VIEWS': { _InitialView: { '%SOFA': 1, '%MEMBERS': [2, 3, 4] } },
      }),
    },
    marks: [nestle],
  },
  {
    by: 'INCEpTION, as WebAnno TSV with a part of a token',
    format: 'webanno-tsv',
    files: {
      'a.tsv':
        '#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n' +
        '#Text=A 😀 Nestlé rose 3.5%\n1-1\t0-1\tA\t_\t_\t\n1-2\t2-4\t😀\t_\t_\t\n1-3\t5-11\tNestlé\tQ160746\tORG\t\n' +
        '1-4\t12-16\trose\t_\t_\t\n1-5\t17-21\t3.5%\t_\t_\t\n1-5.1\t17-20\t3.5\t*\tCARDINAL\t\n',
    },
    marks: [nestle, 'CARDINAL 3.5 @17'],
  },
  {
    by: 'the datasets library, tags as names',
    format: 'huggingface',
    files: { 'train.jsonl': lines({ id: '0', tokens: ['Axa', 'fell', '.'], ner_tags: ['B-ORG', 'O', 'O'] }) },
    marks: ['ORG Axa @0'],
  },
  {
    by: 'a spreadsheet: semicolons are none of it, but quotes, CRLF and a BOM are',
    format: 'csv',
    files: {
      'x.csv':
        '\ufeffdoc_id,start,end,unit,quote,label\r\na.txt,4,10,code points,"Nestlé",ORG\r\na.txt,33,36,,Axa,ORG\r\n',
    },
    marks: [nestle, axa],
  },
];

suite('files that other tools wrote', () => {
  for (const { by, format: id, files, marks } of written) {
    test(`${id}: by ${by}`, () => {
      const [path] = Object.keys(files) as [string];
      const { documents, problems } = readBack(formatOf(id)!, path, files, {
        textOf: (name) => (name === 'a.txt' ? text : undefined),
      });
      assert.deepEqual([documents.flatMap(marksIn), problems], [marks, []]);
      const guesses = guessFormats(path, files[path]!).map((format) => format.id);
      assert.ok(guesses.slice(0, id.startsWith('brat') ? 2 : 1).includes(id), guesses.join(', '));
    });
  }
});
