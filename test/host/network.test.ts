import assert from 'node:assert/strict';
import { trapNetwork } from './network';

/** What a test here may reach for; the address is one that is nobody's. */
const nowhere = 'http://192.0.2.1/';

/** Over every test of this host: set when the tests are loaded, read when the last has run. */
const trap = trapNetwork();
suiteTeardown(() => assert.deepEqual(trap.attempts, [], 'Nothing may use the network'));

suite('the network', () => {
  test('an attempt to use it is stopped and noted', async () => {
    const proof = trapNetwork();
    await assert.rejects(async () => fetch(nowhere), /Use of the network/);
    proof.release();
    assert.deepEqual(proof.attempts, ['fetch 192.0.2.1']);
  });
});
