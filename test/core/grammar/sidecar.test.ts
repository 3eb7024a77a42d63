import assert from 'node:assert/strict';
import { loadGrammar, scopesIn } from './grammars';
import type { IGrammar } from 'vscode-textmate';

suite('grammar of sidecars', () => {
  let grammar: IGrammar;
  suiteSetup(async () => {
    grammar = await loadGrammar('syntaxes/sidecar.injection.json', 'corpus.sidecar.injection');
  });

  test('the place and the label of an annotation', () => {
    const line = '- {id: 7q2hx9, at: 7:15-7:24, label: COMPANY, text: Marisol}';
    assert.deepEqual(coloured(grammar, line), [
      ['constant.other.id.sidecar', '7q2hx9'],
      ['constant.numeric.position.sidecar', '7:15-7:24'],
      ['entity.name.type.label.sidecar', 'COMPANY'],
    ]);
  });

  test('an interrupted mark has several places', () => {
    const line = '- {id: 7q2hx9, at: [3:1-3:5, 3:9-3:12], label: LOC, text: North … Sea}';
    assert.deepEqual(coloured(grammar, line), [
      ['constant.other.id.sidecar', '7q2hx9'],
      ['constant.numeric.position.sidecar', '3:1-3:5, 3:9-3:12'],
      ['entity.name.type.label.sidecar', 'LOC'],
    ]);
  });

  test('other YAML keeps its colours', () => {
    assert.deepEqual(
      scopesIn(grammar, '- {id: 7, at: 7:15, label: noon}\nat: 7:15-7:24\nlabel: COMPANY'),
      [],
    );
  });
});

/** What is the injection's own, without keys and separators. */
function coloured(grammar: IGrammar, line: string) {
  return scopesIn(grammar, line).filter(([scope]) => scope.endsWith('.sidecar'));
}
