// A scripted provider of both wires: what it does with a request is told by the word after "case:" in its body.
import http from 'node:http';
import { openAi } from './upstream-openai.mjs';
import { anthropic } from './upstream-anthropic.mjs';

const scripts = { ...openAi, ...anthropic };

/** Starts it on a free port; `seen` holds the requests since the last `reset`, `left` resolves when a caller hung up. */
export async function startUpstream() {
  const state = { seen: [], sockets: new Set() };
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const word = /case:([a-z0-9-]+)/.exec(body)?.[1] ?? `${request.method} ${request.url.split('?')[0]}`;
      const record = { method: request.method, url: request.url, headers: { ...request.headers }, body };
      state.seen.push(record);
      response.on('close', () => {
        if (!response.writableFinished) {
          record.left = true;
          state.onLeft?.();
        }
      });
      const nth = state.seen.filter((other) => other.word === word).length;
      record.word = word;
      const script = scripts[word];
      if (script) {
        script({ request, response, body, nth });
      } else {
        response.writeHead(404, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: `no script for ${word}`, type: 'invalid_request_error' } }));
      }
    });
    request.on('error', () => {});
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen: () => state.seen,
    reset: () => {
      state.seen = [];
      state.onLeft = undefined;
    },
    /** Resolves to true once a caller hung up on an unfinished answer, to false after two seconds. */
    left: () =>
      new Promise((resolve) => {
        if (state.seen.some((record) => record.left)) {
          resolve(true);
          return;
        }
        const late = setTimeout(() => resolve(false), 2_000);
        state.onLeft = () => {
          clearTimeout(late);
          resolve(true);
        };
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
