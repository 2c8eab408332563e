// The Anthropic side of the scripted provider.
import { events, inOrder, json, silence } from './answers.mjs';

const usage = { input_tokens: 8, cache_creation_input_tokens: 0, cache_read_input_tokens: 4, output_tokens: 5 };

function message(content, stop = 'end_turn') {
  return { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-wire', content, stop_reason: stop, stop_sequence: null, usage };
}

function event(type, fields = {}) {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

const start = event('message_start', { message: { ...message([], null), usage: { ...usage, output_tokens: 1 } } });
const words = ['Grüezi-mark3customer', ' 世界', ' 👋'];
const said = [
  start,
  event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
  event('ping'),
  ...words.map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
];
const tool = { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Basel' } };
const finish = (stop) => [event('message_delta', { delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: 5 } }), event('message_stop')];

function error(status, type, text, headers) {
  return json(status, { type: 'error', error: { type, message: text }, request_id: 'req_1' }, headers);
}

export const anthropic = {
  'a-plain': json(200, message([{ type: 'text', text: 'Grüezi-mark3customer 世界 👋' }])),
  'a-tools': json(200, message([{ type: 'text', text: 'Looking' }, tool], 'tool_use')),
  'a-tool-result': json(200, message([{ type: 'text', text: 'It is 20 °C.' }])),
  'a-thinking': json(200, message([{ type: 'thinking', thinking: 'hm', signature: 's' }, { type: 'text', text: 'Yes' }])),
  'a-long': json(200, message([{ type: 'text', text: 'cut' }], 'max_tokens')),
  'a-stream': events([...said, event('content_block_stop', { index: 0 }), ...finish('end_turn')]),
  'a-stream-tools': events([
    start,
    event('content_block_start', { index: 0, content_block: { ...tool, input: {} } }),
    event('content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json: '{"city"' } }),
    event('content_block_delta', { index: 0, delta: { type: 'input_json_delta', partial_json: ':"Basel"}' } }),
    event('content_block_stop', { index: 0 }),
    ...finish('tool_use'),
  ]),
  'a-stream-error': events([...said, event('error', { error: { type: 'overloaded_error', message: 'Overloaded' } })]),
  'a-stream-broken': events(said, { broken: true }),
  'a-stream-hangs': events(said, { hang: true }),
  'a-hangs': silence(),
  'a-error-400': error(400, 'invalid_request_error', 'Too long'),
  'a-error-401': error(401, 'authentication_error', 'invalid x-api-key'),
  'a-error-403': error(403, 'permission_error', 'Not for you'),
  'a-error-404': error(404, 'not_found_error', 'No such model'),
  'a-error-413': error(413, 'request_too_large', 'Too large'),
  'a-error-429': error(429, 'rate_limit_error', 'Slow down', { 'retry-after': '3' }),
  'a-error-500': error(500, 'api_error', 'Oops'),
  'a-error-529': error(529, 'overloaded_error', 'Overloaded'),
  'a-retry': inOrder(error(529, 'overloaded_error', 'Overloaded', { 'retry-after-ms': '20' }), json(200, message([{ type: 'text', text: 'second' }]))),
  'a-count': json(200, { input_tokens: 11 }),
  'GET /v1/messages/batches': json(200, { data: [{ id: 'batch_1', type: 'message_batch' }], has_more: false, first_id: null, last_id: null }),
};
