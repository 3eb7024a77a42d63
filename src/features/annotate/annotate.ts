import type { Host } from '../../host/host';
import type { Disposable } from '../../host/lifecycle';
import { registerDecide } from './decide';
import { createDesk } from './desk';
import { registerGo } from './go';
import { registerKeys } from './keys';
import { registerLabels } from './labels';
import { registerMode } from './mode';
import { createSigning } from './signing';
import { registerUndo } from './undo';

/** Marks words and decides on marks by keyboard; all of it can be undone. */
export function registerAnnotate(host: Host): Disposable {
  const desk = createDesk(host, createSigning(host));
  for (const register of [
    registerMode,
    registerLabels,
    registerDecide,
    registerGo,
    registerUndo,
    registerKeys,
  ])
    register(desk);
  return desk;
}
