// The OpenAI side of the scripted provider.
import { events, inOrder, json, raw, silence } from './answers.mjs';

const usage = { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17, prompt_tokens_details: { cached_tokens: 4 } };

export function completion(message, finish = 'stop', extra = {}) {
  return {
    id: 'chatcmpl-1', object: 'chat.completion', created: 1_700_000_000, model: 'gpt-wire',
    choices: [{ index: 0, message: { role: 'assistant', content: null, refusal: null, ...message }, logprobs: null, finish_reason: finish }],
    usage, ...extra,
  };
}

function chunk(delta, finish = null, extra = {}) {
  const body = {
    id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'gpt-wire',
    choices: [{ index: 0, delta, finish_reason: finish }], ...extra,
  };
  return `data: ${JSON.stringify(body)}\n\n`;
}

const done = 'data: [DONE]\n\n';
const words = ['Grüezi-mark3customer', ' 世界', ' 👋', ' and', ' good', ' bye'];
const said = [chunk({ role: 'assistant', content: '' }), ...words.map((content) => chunk({ content }))];
const call = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Basel"}' } };
const other = { id: 'call_2', type: 'function', function: { name: 'time', arguments: '{}' } };

function error(status, type, code, message, headers) {
  return json(status, { error: { message, type, param: null, code } }, headers);
}

const embedding = Buffer.from(new Float32Array([0.25, -0.5, 1]).buffer).toString('base64');

function responseEvent(type, extra) {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...extra })}\n\n`;
}

const item = { id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'Hello', annotations: [] }] };
const response = {
  id: 'resp_1', object: 'response', created_at: 1_700_000_000, status: 'completed', model: 'gpt-wire', output: [item], error: null,
  usage: { input_tokens: 12, output_tokens: 5, total_tokens: 17 },
};

export const openAi = {
  plain: json(200, completion({ content: 'Grüezi-mark3customer 世界 👋' })),
  'many-answers': json(200, { ...completion({ content: 'one' }), choices: [0, 1, 2].map((index) => ({ index, message: { role: 'assistant', content: `${index}` }, logprobs: null, finish_reason: 'stop' })) }),
  'json-mode': json(200, completion({ content: '{"answer": 42}' })),
  tools: json(200, completion({ tool_calls: [call, other] }, 'tool_calls')),
  'tool-result': json(200, completion({ content: 'It is 20 °C.' })),
  stream: events([...said, chunk({}, 'stop'), chunk({}, null, { choices: [], usage }), done]),
  'falls-back': inOrder(error(529, 'overloaded_error', null, 'Overloaded'), events([...said, chunk({}, 'stop'), done])),
  'stream-tools': events([
    chunk({ role: 'assistant', content: null, tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } }] }),
    chunk({ tool_calls: [{ index: 0, function: { arguments: '{"city"' } }] }),
    chunk({ tool_calls: [{ index: 0, function: { arguments: ':"Basel"}' } }] }),
    chunk({}, 'tool_calls'), done,
  ]),
  'stream-error': events([...said, `data: ${JSON.stringify({ error: { message: 'The server had an error', type: 'server_error', param: null, code: null } })}\n\n`]),
  'stream-broken': events(said, { broken: true }),
  'stream-hangs': events(said, { hang: true }),
  'stream-refused': error(429, 'rate_limit_error', 'rate_limit_exceeded', 'Slow down', { 'retry-after': '7' }),
  hangs: silence(),
  'error-400': error(400, 'invalid_request_error', 'context_length_exceeded', 'Too long'),
  'error-401': error(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key'),
  'error-403': error(403, 'invalid_request_error', 'forbidden', 'Not for you'),
  'error-404': error(404, 'invalid_request_error', 'model_not_found', 'No such model'),
  'error-409': error(409, 'conflict', null, 'Busy'),
  'error-422': error(422, 'invalid_request_error', null, 'No'),
  'error-429': error(429, 'insufficient_quota', 'insufficient_quota', 'Pay', { 'retry-after': '3', 'x-ratelimit-remaining-requests': '0' }),
  'error-500': error(500, 'server_error', null, 'Oops'),
  'error-503': error(503, 'server_error', null, 'Overloaded'),
  'error-html': raw(502, '<html>bad gateway</html>', { 'content-type': 'text/html' }),
  'retry-seconds': inOrder(error(429, 'rate_limit_error', null, 'Slow', { 'retry-after': '1' }), json(200, completion({ content: 'second' }))),
  'retry-ms': inOrder(error(503, 'server_error', null, 'Busy', { 'retry-after-ms': '20' }), error(500, 'server_error', null, 'Busy', { 'retry-after-ms': '20' }), json(200, completion({ content: 'third' }))),
  'retry-never': error(500, 'server_error', null, 'No', { 'x-should-retry': 'false' }),
  legacy: json(200, { id: 'cmpl-1', object: 'text_completion', created: 1, model: 'gpt-wire', choices: [{ text: ' there', index: 0, logprobs: null, finish_reason: 'stop' }], usage }),
  'legacy-stream': events([' th', 'ere'].map((text) => `data: ${JSON.stringify({ id: 'cmpl-1', object: 'text_completion', choices: [{ text, index: 0, finish_reason: null }] })}\n\n`), { end: done }),
  embeddings: json(200, { object: 'list', model: 'gpt-wire', data: [{ object: 'embedding', index: 0, embedding }], usage: { prompt_tokens: 3, total_tokens: 3 } }),
  'embeddings-float': json(200, { object: 'list', model: 'gpt-wire', data: [{ object: 'embedding', index: 0, embedding: [0.25, -0.5, 1] }], usage: { prompt_tokens: 3, total_tokens: 3 } }),
  responses: json(200, response),
  'responses-stream': events([
    responseEvent('response.created', { sequence_number: 0, response: { ...response, status: 'in_progress', output: [] } }),
    responseEvent('response.output_text.delta', { sequence_number: 1, item_id: 'msg_1', output_index: 0, content_index: 0, delta: 'Hello' }),
    responseEvent('response.completed', { sequence_number: 2, response }),
  ]),
  'responses-error': error(400, 'invalid_request_error', 'bad', 'No'),
  moderation: json(200, { id: 'modr-1', model: 'm', results: [{ flagged: false }] }),
  speech: raw(200, Buffer.from([0, 255, 128, 13, 10, 1]), { 'content-type': 'audio/mpeg' }),
  upload: json(200, { id: 'file-1', object: 'file', bytes: 5, filename: 'a.txt', purpose: 'batch' }),
  'GET /v1/files': json(200, { object: 'list', data: [{ id: 'file-1', object: 'file' }], has_more: false }),
  'GET /v1/responses/resp_1': json(200, response),
  'DELETE /v1/files/file-1': json(200, { id: 'file-1', object: 'file', deleted: true }),
};
