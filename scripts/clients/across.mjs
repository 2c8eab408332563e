// Clients of one wire in front of a model of the other, and what only the proxy answers.
import assert from 'node:assert/strict';
import { ask as askClaude, claude, tools as claudeTools } from './anthropic.mjs';
import { ask as askOpenAi, openAi, tools as openAiTools } from './openai.mjs';
import { drain, failure } from './told.mjs';

const chat = (word, extra = {}) => ({ ...askOpenAi(word, extra), model: 'default' });
const message = (word, extra = {}) => ({ ...askClaude(word, extra), model: 'default' });
const released = { class: 'APIUserAbortError', left: true };

const routed = (url) => openAi(url, { defaultHeaders: { 'X-Route-User': 'u1' } });
const told = ({ headers }) => ({ arm: headers.get('x-routeproof-arm'), model: headers.get('x-routeproof-model') });

export const across = {
  'across: an OpenAI client and a message': {
    wire: 'anthropic',
    run: ({ url }) => openAi(url).chat.completions.create(chat('a-plain')),
    expect: (got, sent) => {
      assert.equal(got.choices[0].message.content, 'Grüezi-mark3customer 世界 👋');
      assert.deepEqual([got.usage.prompt_tokens, got.usage.completion_tokens, got.usage.prompt_tokens_details.cached_tokens], [12, 5, 4]);
      assert.equal(sent[0].url, '/v1/messages');
      assert.equal(sent[0].headers['x-api-key'], 'sk-mark1-callers-own-key');
      assert.equal(sent[0].headers.authorization, undefined);
      assert.equal(JSON.parse(sent[0].body).model, 'claude-wire');
    },
  },
  'across: an OpenAI client and a stream': {
    wire: 'anthropic',
    run: ({ url }) => drain(openAi(url).chat.completions.create(chat('a-stream', { stream: true, stream_options: { include_usage: true } }))),
    expect: (got) => {
      assert.equal(got.end, 'whole');
      assert.equal(got.items.map((item) => item.choices[0]?.delta.content ?? '').join(''), 'Grüezi-mark3customer 世界 👋');
      assert.equal(got.items.at(-1).usage.total_tokens, 17);
      assert.equal(got.items.at(-2).choices[0].finish_reason, 'stop');
    },
  },
  'across: an OpenAI client and tools': {
    wire: 'anthropic',
    run: ({ url }) => openAi(url).chat.completions.create(chat('a-tools', { tools: openAiTools, tool_choice: 'required' })),
    expect: (got, sent) => {
      assert.equal(got.choices[0].finish_reason, 'tool_calls');
      assert.deepEqual(JSON.parse(got.choices[0].message.tool_calls[0].function.arguments), { city: 'Basel' });
      assert.deepEqual(JSON.parse(sent[0].body).tool_choice, { type: 'any' });
    },
  },
  'across: an OpenAI client and tools in a stream': {
    wire: 'anthropic',
    run: async ({ url }) => (await openAi(url).chat.completions.stream(chat('a-stream-tools', { tools: openAiTools })).finalChatCompletion()).choices,
    expect: (got) => assert.equal(got[0].message.tool_calls[0].function.arguments, '{"city":"Basel"}'),
  },
  'across: an OpenAI client and an answer that was cut': {
    wire: 'anthropic',
    run: ({ url }) => openAi(url).chat.completions.create(chat('a-long')),
    expect: (got) => assert.equal(got.choices[0].finish_reason, 'length'),
  },
  'across: an OpenAI client and errors': {
    wire: 'anthropic',
    run: async ({ url }) => {
      const told = [];
      for (const status of [400, 401, 403, 404, 429, 500, 529]) {
        const error = await failure(openAi(url).chat.completions.create(chat(`a-error-${status}`)));
        told.push([error.class, error.status, error.type]);
      }
      return told;
    },
    expect: (got) =>
      assert.deepEqual(got, [
        ['BadRequestError', 400, 'invalid_request_error'],
        ['AuthenticationError', 401, 'authentication_error'],
        ['PermissionDeniedError', 403, 'permission_error'],
        ['NotFoundError', 404, 'not_found_error'],
        ['RateLimitError', 429, 'rate_limit_error'],
        ['InternalServerError', 500, 'api_error'],
        ['InternalServerError', 529, 'overloaded_error'],
      ]),
  },
  'across: an OpenAI client retries': {
    wire: 'anthropic',
    run: async ({ url, upstream }) => {
      const answer = await openAi(url, { maxRetries: 1 }).chat.completions.create(chat('a-retry'));
      return { text: answer.choices[0].message.content, asked: upstream.seen().length };
    },
    expect: (got) => assert.deepEqual(got, { text: 'second', asked: 2 }),
  },
  'across: an OpenAI client and an error in a stream': {
    wire: 'anthropic',
    run: ({ url }) => drain(openAi(url).chat.completions.create(chat('a-stream-error', { stream: true }))),
    expect: (got) => {
      assert.equal(got.end, 'APIError');
      assert.match(got.message, /Overloaded/);
    },
  },
  'across: an OpenAI client and a stream that breaks off': {
    wire: 'anthropic',
    run: ({ url }) => drain(openAi(url).chat.completions.create(chat('a-stream-broken', { stream: true }))),
    expect: (got) => {
      assert.equal(got.end, 'APIError');
      assert.equal(got.items.map((item) => item.choices[0]?.delta.content ?? '').join(''), 'Grüezi-mark3customer 世界 👋');
    },
  },
  'across: an OpenAI client that aborts releases the provider': {
    wire: 'anthropic',
    run: async ({ url, upstream }) => {
      const aborting = new AbortController();
      setTimeout(() => aborting.abort(), 200);
      const error = await failure(openAi(url).chat.completions.create(chat('a-hangs'), { signal: aborting.signal }));
      return { class: error.class, left: await upstream.left() };
    },
    expect: (got) => assert.deepEqual(got, released),
  },
  'across: an OpenAI client asks what a message cannot say': {
    wire: 'anthropic',
    run: async ({ url }) => {
      const several = await failure(openAi(url).chat.completions.create(chat('a-plain', { n: 2 })));
      const shaped = await failure(openAi(url).chat.completions.create(chat('a-plain', { response_format: { type: 'json_object' } })));
      return [several, shaped].map(({ class: name, code }) => [name, code]);
    },
    expect: (got, sent) => {
      assert.deepEqual(got, [['BadRequestError', 'untranslatable'], ['BadRequestError', 'untranslatable']]);
      assert.equal(sent.length, 0);
    },
  },
  'across: an Anthropic client and a completion': {
    wire: 'openai',
    run: ({ url }) => claude(url).messages.create(message('plain')),
    expect: (got, sent) => {
      assert.equal(got.content[0].text, 'Grüezi-mark3customer 世界 👋');
      assert.deepEqual([got.usage.input_tokens, got.usage.cache_read_input_tokens, got.usage.output_tokens], [8, 4, 5]);
      assert.equal(got.stop_reason, 'end_turn');
      assert.equal(sent[0].url, '/v1/chat/completions');
      assert.equal(sent[0].headers.authorization, 'Bearer sk-mark1-callers-own-key');
      assert.deepEqual(JSON.parse(sent[0].body).messages[0], { role: 'system', content: 'Be brief, mark2customer. 世界' });
    },
  },
  'across: an Anthropic client and a stream': {
    wire: 'openai',
    run: ({ url }) => claude(url).messages.stream(message('stream')).finalMessage(),
    expect: (got) => {
      assert.equal(got.content[0].text, 'Grüezi-mark3customer 世界 👋 and good bye');
      assert.deepEqual([got.usage.output_tokens, got.stop_reason], [5, 'end_turn']);
    },
  },
  'across: an Anthropic client and tools': {
    wire: 'openai',
    run: ({ url }) => claude(url).messages.create(message('tools', { tools: claudeTools, tool_choice: { type: 'any' } })),
    expect: (got, sent) => {
      assert.deepEqual(got.content.map((block) => block.name), ['weather', 'time']);
      assert.equal(got.stop_reason, 'tool_use');
      assert.equal(JSON.parse(sent[0].body).tool_choice, 'required');
    },
  },
  'across: an Anthropic client and tools in a stream': {
    wire: 'openai',
    run: ({ url }) => claude(url).messages.stream(message('stream-tools', { tools: claudeTools })).finalMessage(),
    expect: (got) => assert.deepEqual(got.content[0].input, { city: 'Basel' }),
  },
  'across: an Anthropic client and errors': {
    wire: 'openai',
    run: async ({ url }) => {
      const told = [];
      for (const status of [400, 401, 403, 404, 429, 500, 503]) {
        const error = await failure(claude(url).messages.create(message(`error-${status}`)));
        told.push([error.class, error.status, error.error?.error?.type]);
      }
      return told;
    },
    expect: (got) =>
      assert.deepEqual(got, [
        ['BadRequestError', 400, 'invalid_request_error'],
        ['AuthenticationError', 401, 'authentication_error'],
        ['PermissionDeniedError', 403, 'permission_error'],
        ['NotFoundError', 404, 'not_found_error'],
        ['RateLimitError', 429, 'rate_limit_error'],
        ['InternalServerError', 500, 'api_error'],
        ['ServiceUnavailableError', 503, 'overloaded_error'],
      ]),
  },
  'across: an Anthropic client and a stream that breaks off': {
    wire: 'openai',
    run: ({ url }) => drain(claude(url).messages.create(message('stream-broken', { stream: true }))),
    expect: (got) => {
      assert.notEqual(got.end, 'whole');
      assert.equal(got.items.filter((item) => item.type === 'content_block_delta').length, 6);
      assert.ok(got.items.every((item) => item.type !== 'message_stop'));
    },
  },
  'across: an Anthropic client that leaves a stream releases the provider': {
    wire: 'openai',
    run: async ({ url, upstream }) => {
      for await (const item of await claude(url).messages.create(message('stream-hangs', { stream: true }))) {
        if (item.type === 'content_block_delta') {
          break;
        }
      }
      return upstream.left();
    },
    expect: (got) => assert.equal(got, true),
  },
  'canary: an OpenAI client is routed to the other wire': {
    wire: 'canary',
    run: async ({ url }) => {
      const { data, response } = await routed(url).chat.completions.create(chat('a-stream', { stream: true })).withResponse();
      const { items, end } = await drain(data);
      return { ...told(response), end, text: items.map((item) => item.choices[0]?.delta.content ?? '').join('') };
    },
    expect: (got) => assert.deepEqual(got, { arm: 'candidate', model: 'anthropic-model', end: 'whole', text: 'Grüezi-mark3customer 世界 👋' }),
  },
  'canary: what the other wire cannot say stays on the caller\'s': {
    wire: 'canary',
    run: async ({ url }) => {
      const { data, response } = await routed(url).chat.completions.create(chat('many-answers', { n: 3 })).withResponse();
      return { ...told(response), answers: data.choices.length, why: response.headers.get('x-routeproof-reason') };
    },
    expect: ({ why, ...got }) => {
      assert.deepEqual(got, { arm: 'candidate', model: 'openai-model', answers: 3 });
      assert.match(why, /anthropic-model skipped.*n = 3/);
    },
  },
  'canary: an overloaded model of the other wire falls back before the first byte': {
    wire: 'canary',
    run: async ({ url, upstream }) => {
      const { data, response } = await routed(url).chat.completions.create(chat('falls-back', { stream: true })).withResponse();
      return { ...told(response), end: (await drain(data)).end, asked: upstream.seen().map((one) => one.url) };
    },
    expect: (got) =>
      assert.deepEqual(got, { arm: 'candidate', model: 'openai-model', end: 'whole', asked: ['/v1/messages', '/v1/chat/completions'] }),
  },
  'the proxy lists its models': {
    wire: 'openai',
    run: async ({ url }) => {
      const listed = [];
      for await (const model of openAi(url).models.list()) {
        listed.push(model.id);
      }
      const none = await failure(openAi(url).models.retrieve('nothing'));
      return { listed, one: (await openAi(url).models.retrieve('openai-model')).object, none: [none.class, none.code] };
    },
    expect: (got) => assert.deepEqual(got, { listed: ['default', 'openai-model'], one: 'model', none: ['NotFoundError', 'model_not_found'] }),
  },
  'the proxy refuses what it cannot read': {
    wire: 'openai',
    run: async ({ url }) => {
      const nameless = await failure(openAi(url).chat.completions.create({ messages: [] }));
      const nowhere = await failure(claude(url).get('/other'));
      return [nameless, nowhere].map((error) => [error.class, error.status]);
    },
    expect: (got) => assert.deepEqual(got, [['BadRequestError', 400], ['NotFoundError', 404]]),
  },
};
