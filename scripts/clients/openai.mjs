// The openai package: each case runs directly and through the proxy.
import assert from 'node:assert/strict';
import { File } from 'node:buffer';
import OpenAI, { toFile } from 'openai';
import { drain, failure } from './told.mjs';

// Node 18 has it, but not where the client looks.
globalThis.File ??= File;

export function openAi(url, options = {}) {
  return new OpenAI({ apiKey: 'sk-mark1-callers-own-key', organization: 'org-1', project: 'proj-1', baseURL: `${url}/v1`, maxRetries: 0, ...options });
}

export const tools = [
  { type: 'function', function: { name: 'weather', description: 'The weather', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } } },
];

export function ask(word, extra = {}) {
  return { model: 'gpt-wire', messages: [{ role: 'system', content: 'Be brief, mark2customer. 世界' }, { role: 'user', content: `case:${word}` }], ...extra };
}

function chat(word, extra, options) {
  return ({ url }) => openAi(url, options).chat.completions.create(ask(word, extra));
}

function refused(word, name, status) {
  return {
    run: ({ url }) => failure(openAi(url).chat.completions.create(ask(word))),
    expect: (got) => assert.deepEqual([got.class, got.status], [name, status]),
  };
}

const says = (text) => (got) => assert.equal(got.choices[0].message.content, text);

export const openAiCases = {
  'openai: a chat completion': { run: chat('plain'), expect: says('Grüezi-mark3customer 世界 👋') },
  'openai: the raw response and its headers': {
    run: async ({ url }) => {
      const { data, response, request_id } = await openAi(url).chat.completions.create(ask('plain')).withResponse();
      return { data, status: response.status, type: response.headers.get('content-type'), request_id };
    },
    expect: (got) => assert.equal(got.request_id, 'req_1'),
  },
  'openai: several answers, log probabilities and fields nobody knows': {
    run: chat('many-answers', { n: 3, logprobs: true, top_logprobs: 2, seed: 12345678901234, x_unknown: { deep: [1e21, 0.1, null] } }),
    expect: (got) => assert.equal(got.choices.length, 3),
  },
  'openai: a picture and a megabyte of text': {
    run: chat('plain', { messages: [{ role: 'user', content: [{ type: 'text', text: 'case:plain' }, { type: 'text', text: 'ä'.repeat(1 << 20) }, { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] }] }),
    expect: says('Grüezi-mark3customer 世界 👋'),
  },
  'openai: JSON mode': { run: chat('json-mode', { response_format: { type: 'json_object' } }), expect: (got) => assert.deepEqual(JSON.parse(got.choices[0].message.content), { answer: 42 }) },
  'openai: a JSON schema, parsed': {
    run: async ({ url }) => {
      const schema = { name: 'a', strict: true, schema: { type: 'object', properties: { answer: { type: 'number' } }, required: ['answer'], additionalProperties: false } };
      return openAi(url).chat.completions.parse(ask('json-mode', { response_format: { type: 'json_schema', json_schema: schema } }));
    },
    expect: (got) => assert.equal(JSON.parse(got.choices[0].message.content).answer, 42),
  },
  'openai: tool calls': { run: chat('tools', { tools, tool_choice: 'auto' }), expect: (got) => assert.equal(got.choices[0].message.tool_calls.length, 2) },
  'openai: the result of a tool': {
    run: chat('tool-result', {
      tools,
      messages: [
        { role: 'user', content: 'case:tool-result' },
        { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Basel"}' } }] },
        { role: 'tool', tool_call_id: 'call_1', content: '20' },
      ],
    }),
    expect: says('It is 20 °C.'),
  },
  'openai: a stream': {
    run: ({ url }) => drain(openAi(url).chat.completions.create(ask('stream', { stream: true, stream_options: { include_usage: true } }))),
    expect: (got) => {
      assert.equal(got.end, 'whole');
      assert.equal(got.items.map((item) => item.choices[0]?.delta.content ?? '').join(''), 'Grüezi-mark3customer 世界 👋 and good bye');
      assert.equal(got.items.at(-1).usage.completion_tokens, 5);
    },
  },
  'openai: a stream gathered by its helper': {
    run: async ({ url }) => (await openAi(url).chat.completions.stream(ask('stream')).finalChatCompletion()).choices,
    expect: (got) => assert.equal(got[0].message.content, 'Grüezi-mark3customer 世界 👋 and good bye'),
  },
  'openai: tool calls in a stream': {
    run: async ({ url }) => (await openAi(url).chat.completions.stream(ask('stream-tools', { tools })).finalChatCompletion()).choices,
    expect: (got) => assert.equal(got[0].message.tool_calls[0].function.arguments, '{"city":"Basel"}'),
  },
  'openai: an error event in a stream': {
    run: ({ url }) => drain(openAi(url).chat.completions.create(ask('stream-error', { stream: true }))),
    expect: (got) => assert.deepEqual([got.end, got.items.length], ['APIError', 7]),
  },
  'openai: a stream that breaks off ends in an error, whole before it': {
    same: false,
    run: ({ url }) => drain(openAi(url).chat.completions.create(ask('stream-broken', { stream: true }))),
    expect: (got) => {
      assert.notEqual(got.end, 'whole');
      assert.equal(got.items.length, 7);
    },
  },
  'openai: a stream that is refused': {
    run: ({ url }) => failure(openAi(url).chat.completions.create(ask('stream-refused', { stream: true }))),
    expect: (got) => assert.deepEqual([got.class, got.retryAfter], ['RateLimitError', '7']),
  },
  'openai: 400': refused('error-400', 'BadRequestError', 400),
  'openai: 401': refused('error-401', 'AuthenticationError', 401),
  'openai: 403': refused('error-403', 'PermissionDeniedError', 403),
  'openai: 404': refused('error-404', 'NotFoundError', 404),
  'openai: 409': refused('error-409', 'ConflictError', 409),
  'openai: 422': refused('error-422', 'UnprocessableEntityError', 422),
  'openai: 429': refused('error-429', 'RateLimitError', 429),
  'openai: 500': refused('error-500', 'InternalServerError', 500),
  'openai: 503': refused('error-503', 'InternalServerError', 503),
  'openai: a page of a gateway in place of an error': refused('error-html', 'InternalServerError', 502),
  'openai: retries after the seconds of Retry-After': {
    run: async ({ url, upstream }) => {
      const begun = performance.now();
      const answer = await openAi(url, { maxRetries: 1 }).chat.completions.create(ask('retry-seconds'));
      return { text: answer.choices[0].message.content, asked: upstream.seen().length, waited: performance.now() - begun >= 950 };
    },
    expect: (got) => assert.deepEqual(got, { text: 'second', asked: 2, waited: true }),
  },
  'openai: retries of 5xx within milliseconds': {
    run: async ({ url, upstream }) => {
      const answer = await openAi(url, { maxRetries: 2 }).chat.completions.create(ask('retry-ms'));
      return { text: answer.choices[0].message.content, counts: upstream.seen().map((one) => one.headers['x-stainless-retry-count']) };
    },
    expect: (got) => assert.deepEqual(got, { text: 'third', counts: ['0', '1', '2'] }),
  },
  'openai: no retry where the provider forbids it': {
    run: async ({ url, upstream }) => {
      const error = await failure(openAi(url, { maxRetries: 2 }).chat.completions.create(ask('retry-never')));
      return { status: error.status, asked: upstream.seen().length };
    },
    expect: (got) => assert.deepEqual(got, { status: 500, asked: 1 }),
  },
  'openai: a timeout of the client releases the provider': {
    run: async ({ url, upstream }) => {
      const error = await failure(openAi(url, { timeout: 300 }).chat.completions.create(ask('hangs')));
      return { class: error.class, left: await upstream.left() };
    },
    expect: (got) => assert.deepEqual(got, { class: 'APIConnectionTimeoutError', left: true }),
  },
  'openai: an abort before the answer releases the provider': {
    run: async ({ url, upstream }) => {
      const aborting = new AbortController();
      setTimeout(() => aborting.abort(), 200);
      const error = await failure(openAi(url).chat.completions.create(ask('hangs'), { signal: aborting.signal }));
      return { class: error.class, left: await upstream.left() };
    },
    expect: (got) => assert.deepEqual(got, { class: 'APIUserAbortError', left: true }),
  },
  'openai: an abort in a stream releases the provider': {
    run: async ({ url, upstream }) => {
      const stream = await openAi(url).chat.completions.create(ask('stream-hangs', { stream: true }));
      const got = [];
      for await (const item of stream) {
        got.push(item);
        if (got.length === 7) {
          stream.controller.abort();
        }
      }
      return { items: got, left: await upstream.left() };
    },
    expect: (got) => assert.deepEqual([got.items.length, got.left], [7, true]),
  },
  'openai: leaving the loop of a stream releases the provider': {
    run: async ({ url, upstream }) => {
      for await (const item of await openAi(url).chat.completions.create(ask('stream-hangs', { stream: true }))) {
        if (item.choices[0].delta.content === ' 世界') {
          break;
        }
      }
      return upstream.left();
    },
    expect: (got) => assert.equal(got, true),
  },
  'openai: completions': { run: ({ url }) => openAi(url).completions.create({ model: 'gpt-wire', prompt: 'case:legacy' }), expect: (got) => assert.equal(got.choices[0].text, ' there') },
  'openai: completions as a stream': {
    run: ({ url }) => drain(openAi(url).completions.create({ model: 'gpt-wire', prompt: 'case:legacy-stream', stream: true })),
    expect: (got) => assert.deepEqual([got.end, got.items.length], ['whole', 2]),
  },
  'openai: embeddings in base64': {
    run: ({ url }) => openAi(url).embeddings.create({ model: 'gpt-wire', input: 'case:embeddings' }),
    expect: (got) => assert.deepEqual(got.data[0].embedding, [0.25, -0.5, 1]),
  },
  'openai: embeddings in numbers': {
    run: ({ url }) => openAi(url).embeddings.create({ model: 'gpt-wire', input: ['case:embeddings-float'], encoding_format: 'float' }),
    expect: (got) => assert.deepEqual(got.data[0].embedding, [0.25, -0.5, 1]),
  },
  'openai: responses': { run: ({ url }) => openAi(url).responses.create({ model: 'gpt-wire', input: 'case:responses' }), expect: (got) => assert.equal(got.output_text, 'Hello') },
  'openai: responses as a stream': {
    run: ({ url }) => drain(openAi(url).responses.create({ model: 'gpt-wire', input: 'case:responses-stream', stream: true })),
    expect: (got) => assert.deepEqual([got.end, got.items.length], ['whole', 3]),
  },
  'openai: responses refused': { run: ({ url }) => failure(openAi(url).responses.create({ model: 'gpt-wire', input: 'case:responses-error' })), expect: (got) => assert.equal(got.code, 'bad') },
  'openai: a stored response': { run: ({ url }) => openAi(url).responses.retrieve('resp_1'), expect: (got) => assert.equal(got.id, 'resp_1') },
  'openai: moderations': { run: ({ url }) => openAi(url).moderations.create({ input: 'case:moderation' }), expect: (got) => assert.equal(got.results[0].flagged, false) },
  'openai: speech is bytes': {
    run: async ({ url }) => [...new Uint8Array(await (await openAi(url).audio.speech.create({ model: 'tts', voice: 'alloy', input: 'case:speech' })).arrayBuffer())],
    expect: (got) => assert.deepEqual(got, [0, 255, 128, 13, 10, 1]),
  },
  'openai: an upload': {
    run: async ({ url }) => openAi(url).files.create({ file: await toFile(Buffer.from('case:upload'), 'a.txt'), purpose: 'batch' }),
    expect: (got) => assert.equal(got.id, 'file-1'),
  },
  'openai: a list page by page': { run: async ({ url }) => (await openAi(url).files.list()).data, expect: (got) => assert.equal(got.length, 1) },
  'openai: a deletion': { run: ({ url }) => openAi(url).files.delete('file-1'), expect: (got) => assert.equal(got.deleted, true) },
};
