// What a client told its user, as plain data.

/** A rejected call as its class and fields. */
export async function failure(promise) {
  try {
    const value = await promise;
    return { unexpected: value };
  } catch (error) {
    return {
      class: error.constructor.name,
      status: error.status,
      code: error.code,
      type: error.type,
      param: error.param,
      message: error.message,
      error: error.error,
      requestId: error.requestID ?? error.request_id,
      retryAfter: error.headers?.get?.('retry-after') ?? undefined,
    };
  }
}

/** Everything a stream yields, and how it ended. */
export async function drain(stream) {
  const items = [];
  try {
    for await (const item of await stream) {
      items.push(item);
    }
    return { items, end: 'whole' };
  } catch (error) {
    return { items, end: error.constructor.name, message: error.message };
  }
}
