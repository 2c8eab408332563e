// Runs every case twice, directly against the scripted provider and through the proxy, and compares what the client got
// and what the provider received. Cases across wires run only through the proxy, against what they must give. At the end
// what the proxies wrote is searched for keys, prompts and answers.
import assert from 'node:assert/strict';
import { across } from './across.mjs';
import { anthropicCases } from './anthropic.mjs';
import { openAiCases } from './openai.mjs';
import { startProxy } from './proxies.mjs';
import { startUpstream } from './upstream.mjs';

const upstream = await startUpstream();
const proxies = {};
let failures = 0;
let passed = 0;

/** Headers of the connection, of the platform's fetch, and the codings that the proxy narrows: not the client's message. */
const hop = new Set(['host', 'connection', 'accept-encoding', 'transfer-encoding', 'content-length', 'sec-fetch-mode']);

function received() {
  return upstream.seen().map(({ method, url, headers, body }) => {
    const boundary = /boundary=([^;]+)/.exec(headers['content-type'] ?? '')?.[1];
    const plain = (text) => (boundary ? text.replaceAll(boundary, 'BOUNDARY') : text);
    const message = Object.entries(headers).filter(([name]) => !hop.has(name)).map(([name, value]) => [name, plain(value)]);
    return { method, url, headers: Object.fromEntries(message.sort()), body: plain(body) };
  });
}

async function play(run, url) {
  upstream.reset();
  const got = await run({ url, upstream });
  return { got: JSON.parse(JSON.stringify(got ?? null)), received: received() };
}

async function check(name, body) {
  try {
    await body();
    passed++;
  } catch (problem) {
    failures++;
    console.log(`FAILED ${name}\n${String(problem.stack ?? problem).replaceAll(/^/gm, '  ')}`);
  }
}

async function twice(cases, proxy) {
  for (const [name, { run, expect, same = true }] of Object.entries(cases)) {
    await check(name, async () => {
      const direct = await play(run, upstream.url);
      expect(direct.got);
      const proxied = await play(run, proxy.url);
      if (same) {
        assert.deepEqual(proxied.got, direct.got, 'the client got something else through the proxy');
      } else {
        expect(proxied.got);
      }
      assert.deepEqual(proxied.received, direct.received, 'the provider received something else through the proxy');
    });
  }
}

try {
  const kinds = ['openai', 'anthropic', 'canary'];
  const started = await Promise.all(kinds.map((kind) => startProxy(upstream.url, kind)));
  kinds.forEach((kind, i) => (proxies[kind] = started[i]));
  await twice(openAiCases, proxies.openai);
  await twice(anthropicCases, proxies.anthropic);
  for (const [name, { wire, run, expect }] of Object.entries(across)) {
    await check(name, async () => {
      const { got, received: sent } = await play(run, proxies[wire].url);
      expect(got, sent);
    });
  }
} finally {
  const found = await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
  upstream.close();
  await check('no key, prompt or answer in anything the proxies wrote', () => assert.deepEqual(found.flat(), []));
}
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
