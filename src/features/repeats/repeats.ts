import type { Host } from '../../host/host';
import { createLifetime, type Disposable } from '../../host/lifecycle';
import { registerCarry } from './carry';
import { registerCompare } from './compare';
import { registerDecisions } from './decisions';
import { registerFlags } from './flags';
import { registerView } from './view';

/** Articles that tell another one again: flagged in their texts, listed over the corpus, compared and decided on. */
export function registerRepeats(host: Host): Disposable {
  const lifetime = createLifetime();
  for (const register of [registerFlags, registerCompare, registerDecisions, registerCarry, registerView])
    lifetime.keep(register(host));
  return lifetime;
}
