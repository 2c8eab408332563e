// The @anthropic-ai/sdk package: each case runs directly and through the proxy.
import Anthropic from '@anthropic-ai/sdk';
import assert from 'node:assert/strict';
import { drain, failure } from './told.mjs';

export function claude(url, options = {}) {
  return new Anthropic({ apiKey: 'sk-mark1-callers-own-key', baseURL: url, maxRetries: 0, ...options });
}

export const tools = [{ name: 'weather', description: 'The weather', input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } }];

export function ask(word, extra = {}) {
  return { model: 'claude-wire', max_tokens: 100, system: 'Be brief, mark2customer. 世界', messages: [{ role: 'user', content: `case:${word}` }], ...extra };
}

function create(word, extra, options) {
  return ({ url }) => claude(url, options).messages.create(ask(word, extra));
}

function refused(word, name, status) {
  return {
    run: ({ url }) => failure(claude(url).messages.create(ask(word))),
    expect: (got) => assert.deepEqual([got.class, got.status], [name, status]),
  };
}

const says = (text) => (got) => assert.equal(got.content.at(-1).text, text);

export const anthropicCases = {
  'anthropic: a message': { run: create('a-plain'), expect: says('Grüezi-mark3customer 世界 👋') },
  'anthropic: system blocks, a cache mark, a picture and metadata': {
    run: create('a-plain', {
      system: [{ type: 'text', text: 'Be brief', cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }, { type: 'text', text: 'case:a-plain' }] }],
      metadata: { user_id: 'u1' },
    }),
    expect: says('Grüezi-mark3customer 世界 👋'),
  },
  'anthropic: thinking': { run: create('a-thinking', { max_tokens: 3000, thinking: { type: 'enabled', budget_tokens: 2000 } }), expect: (got) => assert.equal(got.content[0].thinking, 'hm') },
  'anthropic: a tool is used': { run: create('a-tools', { tools }), expect: (got) => assert.deepEqual(got.content[1].input, { city: 'Basel' }) },
  'anthropic: the result of a tool': {
    run: create('a-tool-result', {
      tools,
      messages: [
        { role: 'user', content: 'case:a-tool-result' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Basel' } }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: '20' }] },
      ],
    }),
    expect: says('It is 20 °C.'),
  },
  'anthropic: a stream': {
    run: ({ url }) => drain(claude(url).messages.create(ask('a-stream', { stream: true }))),
    expect: (got) => assert.deepEqual([got.end, got.items.at(-1).type], ['whole', 'message_stop']),
  },
  'anthropic: a stream gathered by its helper': {
    run: ({ url }) => claude(url).messages.stream(ask('a-stream')).finalMessage(),
    expect: says('Grüezi-mark3customer 世界 👋'),
  },
  'anthropic: a tool in a stream': {
    run: ({ url }) => claude(url).messages.stream(ask('a-stream-tools', { tools })).finalMessage(),
    expect: (got) => assert.deepEqual(got.content[0].input, { city: 'Basel' }),
  },
  'anthropic: an error event in a stream': {
    run: ({ url }) => drain(claude(url).messages.create(ask('a-stream-error', { stream: true }))),
    expect: (got) => assert.match(got.message, /Overloaded/),
  },
  'anthropic: a stream that breaks off ends in an error, whole before it': {
    same: false,
    run: ({ url }) => drain(claude(url).messages.create(ask('a-stream-broken', { stream: true }))),
    expect: (got) => {
      assert.notEqual(got.end, 'whole');
      assert.equal(got.items.filter((item) => item.type === 'content_block_delta').length, 3);
    },
  },
  'anthropic: 400': refused('a-error-400', 'BadRequestError', 400),
  'anthropic: 401': refused('a-error-401', 'AuthenticationError', 401),
  'anthropic: 403': refused('a-error-403', 'PermissionDeniedError', 403),
  'anthropic: 404': refused('a-error-404', 'NotFoundError', 404),
  'anthropic: 413': refused('a-error-413', 'ContentTooLargeError', 413),
  'anthropic: 429': refused('a-error-429', 'RateLimitError', 429),
  'anthropic: 500': refused('a-error-500', 'InternalServerError', 500),
  'anthropic: 529': refused('a-error-529', 'OverloadedError', 529),
  'anthropic: retries of an overloaded provider': {
    run: async ({ url, upstream }) => {
      const answer = await claude(url, { maxRetries: 1 }).messages.create(ask('a-retry'));
      return { text: answer.content[0].text, counts: upstream.seen().map((one) => one.headers['x-stainless-retry-count']) };
    },
    expect: (got) => assert.deepEqual(got, { text: 'second', counts: ['0', '1'] }),
  },
  'anthropic: a timeout of the client releases the provider': {
    run: async ({ url, upstream }) => {
      const error = await failure(claude(url, { timeout: 300 }).messages.create(ask('a-hangs')));
      return { class: error.class, left: await upstream.left() };
    },
    expect: (got) => assert.deepEqual(got, { class: 'APIConnectionTimeoutError', left: true }),
  },
  'anthropic: an abort in a stream releases the provider': {
    run: async ({ url, upstream }) => {
      const stream = claude(url).messages.stream(ask('a-stream-hangs'));
      let text = '';
      stream.on('text', (piece) => {
        text += piece;
        if (text.endsWith('👋')) {
          stream.abort();
        }
      });
      const error = await failure(stream.done());
      return { class: error.class, text, left: await upstream.left() };
    },
    expect: (got) => assert.deepEqual(got, { class: 'APIUserAbortError', text: 'Grüezi-mark3customer 世界 👋', left: true }),
  },
  'anthropic: counting tokens': { run: ({ url }) => claude(url).messages.countTokens({ model: 'claude-wire', messages: [{ role: 'user', content: 'case:a-count' }] }), expect: (got) => assert.equal(got.input_tokens, 11) },
  'anthropic: a list page by page': { run: async ({ url }) => (await claude(url).messages.batches.list()).data, expect: (got) => assert.equal(got.length, 1) },
};
