// How scripted answers are written.

export function json(status, body, headers = {}) {
  return ({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1', 'request-id': 'req_1', ...headers });
    response.end(JSON.stringify(body));
  };
}

export function raw(status, body, headers = {}) {
  return ({ response }) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** The n-th request of a case gets the n-th script, all further ones the last. */
export function inOrder(...scripts) {
  return (context) => scripts[Math.min(context.nth, scripts.length - 1)](context);
}

/** Events one after the other, a moment apart; `broken`: the connection is cut behind them; `hang`: nothing follows. */
export function events(list, { broken = false, hang = false, end = '' } = {}) {
  return async ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': 'req_1', 'request-id': 'req_1' });
    for (const event of list) {
      response.write(event);
      await new Promise((soon) => setImmediate(soon));
    }
    if (broken) {
      setTimeout(() => response.socket?.destroy(), 20);
    } else if (!hang) {
      response.end(end);
    }
  };
}

export function silence() {
  return () => {};
}
