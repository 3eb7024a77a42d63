import type { Host } from '../../host/host';
import type { Disposable } from '../../host/lifecycle';
import { registerBulk } from './bulk';
import { registerDecide } from './decide';
import { createDesk } from './desk';
import { registerGo } from './go';
import { registerKeys } from './keys';
import { registerLabels } from './labels';
import { registerMode } from './mode';
import { registerRelations } from './relations';
import { registerRemarks } from './remarks';
import { registerShapes } from './shapes';
import { createSigning } from './signing';
import { registerUndo } from './undo';

/** Marks words and decides on marks by keyboard; all of it can be undone. */
export function registerAnnotate(host: Host): Disposable {
  const desk = createDesk(host, createSigning(host));
  for (const register of [
    registerMode, registerLabels, registerDecide, registerGo, registerBulk, registerShapes, registerRemarks,
    registerRelations, registerUndo, registerKeys,
  ]) register(desk); // prettier-ignore
  return desk;
}
