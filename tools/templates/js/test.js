import assert from 'node:assert';
import test from 'node:test';
import { call, propose } from './tool.js';

test('equations get a proposal and nothing else does', () => {
  assert.equal(propose({ hypotheses: [], target: '2 + 2 = 4' }).length, 1);
  assert.equal(propose({ hypotheses: [], target: '0 < 1' }).length, 0);
  assert.deepEqual(JSON.parse(call('{"text":"abc"}')), { length: 3 });
  assert.throws(() => call('{"cut'));
});
