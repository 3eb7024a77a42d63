import * as vscode from 'vscode';
import type { Label } from '../core/model';
import type { Mark } from '../core/marks';
import { defaultProject, type Project } from '../core/project/project';
import { createLifetime, type Disposable } from './lifecycle';
import type { Projects } from './projects';

/** How a label draws: its colour (a theme colour id or `#rrggbb`) and its line, which tells it apart without colour. */
export interface LabelStyle {
  readonly label: Label;
  readonly color: string;
}

/** The decorations that marks are painted with: one for each label and state, made once. */
export interface Palette extends Disposable {
  readonly all: readonly vscode.TextEditorDecorationType[];
  of(mark: Pick<Mark, 'label' | 'state'>): vscode.TextEditorDecorationType;
}

/** The palette of each corpus: the news scheme's colours, or those of its corpus.yaml. */
export interface Palettes extends Disposable {
  of(document: vscode.TextDocument): Promise<Palette>;
  /** The colours of some corpus changed: its marks have to be painted anew. */
  readonly onDidChange: vscode.Event<void>;
}

export function createPalettes(projects: Projects): Palettes {
  const lifetime = createLifetime();
  const didChange = lifetime.keep(new vscode.EventEmitter<void>());
  const news = lifetime.keep(createPalette(newsStyles));
  const own = new Map<string, Palette>();
  lifetime.keep(
    projects.onDidChange(() => {
      for (const palette of own.values()) palette.dispose();
      own.clear();
      didChange.fire();
    }),
  );
  return {
    async of(document) {
      const file = await projects.file(document.uri);
      if (!file || file.project.labels === defaultProject.labels) return news;
      const key = file.uri.toString();
      const palette = own.get(key) ?? createPalette(stylesOf(file.project));
      own.set(key, palette);
      return palette;
    },
    onDidChange: didChange.event,
    dispose() {
      for (const palette of own.values()) palette.dispose();
      lifetime.dispose();
    },
  };
}

function stylesOf({ labels }: Project): readonly LabelStyle[] {
  return labels.map(({ name, color }) => ({ label: name, color: color ?? otherColor }));
}

/** Names stand on a thick line, numbers on a thin one; each label has its own kind of line. */
const lines: Readonly<Record<string, string>> = {
  PERSON: 'underline solid 2px',
  COMPANY: 'underline double 2px',
  ORG: 'underline dashed 2px',
  LOC: 'underline dotted 2px',
  PRODUCT: 'underline wavy 1.5px',
  EVENT: 'underline solid 4px',
  MONEY: 'underline double 1px',
  PERCENT: 'underline wavy 1px',
  QUANTITY: 'underline dashed 1px',
  ORDINAL: 'underline dotted 1px',
  CARDINAL: 'underline solid 1px',
  DATE: 'underline dotted 1.5px',
  TIME: 'underline dashed 2.5px',
};
const otherColor = 'descriptionForeground';
const otherLine = 'underline double 3px';

const newsStyles = stylesOf(defaultProject);

/** A suggestion is a line alone, at half strength; a decision has a full line and a tinted ground. */
export function createPalette(styles: readonly LabelStyle[]): Palette {
  const lifetime = createLifetime();
  const types = new Map<string, vscode.TextEditorDecorationType>();
  const make = (options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType =>
    lifetime.keep(
      vscode.window.createTextEditorDecorationType({
        ...options,
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      }),
    );
  for (const { label, color } of styles) {
    const paint = cssColor(color);
    const line = lines[label] ?? otherLine;
    types.set(
      `suggested ${label}`,
      make({ textDecoration: `${line} ${faded(paint, 55)}; text-underline-offset: 3px` }),
    );
    types.set(
      `accepted ${label}`,
      make({
        textDecoration: `${line} ${paint}; text-underline-offset: 3px; background-color: ${faded(paint, 20)}; border-radius: 2px`,
      }),
    );
  }
  const rejected = make({ textDecoration: 'line-through 1px var(--vscode-descriptionForeground)' });
  const other = make({ textDecoration: otherLine });
  return {
    all: [...types.values(), rejected, other],
    of: ({ label, state }) => (state === 'rejected' ? rejected : (types.get(`${state} ${label}`) ?? other)),
    dispose: () => lifetime.dispose(),
  };
}

/** Decorations take no theme colour inside `text-decoration`; every theme colour is a CSS variable as well. */
function cssColor(color: string): string {
  return color.startsWith('#') ? color : `var(--vscode-${color.replaceAll('.', '-')})`;
}

/** @param percent how much of the colour is left */
function faded(paint: string, percent: number): string {
  return `color-mix(in srgb, ${paint} ${percent}%, transparent)`;
}
