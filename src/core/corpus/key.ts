import type { Entity } from '../model';
import { textHash } from '../sidecar/hash';

/** What an entry of the index is made of. */
export interface Source {
  /** Without a byte order mark. */
  readonly text: string;
  /** The sidecar's source; `undefined` where there is none. */
  readonly sidecar: string | undefined;
  /** The entries of the register that the text may name: see register.ts. */
  readonly entities: readonly Entity[];
}

/** Changes with what entries hold and with how texts are read, so that entries of other versions are made anew. */
const version = 2;

/** Names what an entry is made of: the same key, the same entry. */
export function keyOf({ text, sidecar, entities }: Source): string {
  const parts = [
    exactHash(text).slice(0, 32),
    sidecar === undefined ? '' : textHash(sidecar).slice(0, 16),
    entities.length === 0 ? '' : textHash(JSON.stringify(entities)).slice(0, 16),
  ];
  return `${version}-${parts.join('-')}`;
}

/** Offsets count carriage returns, which the hash of a text leaves out. */
function exactHash(text: string): string {
  return text.includes('\r') ? `r${textHash(text.replaceAll('\r', '\u0001'))}` : textHash(text);
}
