local stream = os.getenv("BENCH_STREAM") == "1"
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer none"
wrk.headers["x-portkey-provider"] = "openai"
wrk.headers["x-portkey-custom-host"] = "http://127.0.0.1:19100/v1"
wrk.body = '{"model":"large",' .. (stream and '"stream":true,' or '') ..
  '"messages":[{"role":"user","content":"' .. string.rep("How many apples are left when four of nine are eaten? ", 10) .. '"}]}'
