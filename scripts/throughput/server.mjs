// A local OpenAI-compatible server that answers every chat completion after 0-20 ms: what both benches call.
import http from 'node:http';

const port = Number(process.argv[2] ?? 0);
let seed = 42;
let requests = 0;

// Park-Miller: the same delays in every run.
function delay() {
  seed = (seed * 48271) % 2147483647;
  return (seed / 2147483647) * 20;
}

const usage = '"usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25}';
const head = '"id":"c","created":1,"model":"local"';
const whole = `{${head},"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}],${usage}}`;
const stream =
  `data: {${head},"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"ok"},"finish_reason":null}]}\n\n` +
  `data: {${head},"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n` +
  `data: {${head},"object":"chat.completion.chunk","choices":[],${usage}}\n\n` +
  'data: [DONE]\n\n';

const server = http.createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(String(requests));
    return;
  }
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    requests++;
    const streaming = Buffer.concat(parts).includes('"stream":true');
    setTimeout(() => {
      response.writeHead(200, { 'content-type': streaming ? 'text/event-stream' : 'application/json' });
      response.end(streaming ? stream : whole);
    }, delay());
  });
});
server.keepAliveTimeout = 60_000;
server.listen(port, '127.0.0.1', () => console.log(server.address().port));
