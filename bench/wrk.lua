-- Sends what BENCH_METHOD, BENCH_TOKEN, BENCH_UPSTREAM, BENCH_ADDRESSES and BENCH_THREADS say,
-- and prints what it measured as one line of JSON.
wrk.method = os.getenv("BENCH_METHOD") or "GET"
if wrk.method == "POST" then
  wrk.headers["Content-Type"] = "application/json"
  wrk.body = '{"user": "visitor"}'
end
if os.getenv("BENCH_TOKEN") then
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN")
end
if os.getenv("BENCH_UPSTREAM") then
  wrk.headers["Authorization"] = "Bearer sk-bench"
  wrk.headers["OpenAI-Beta"] = "chatkit_beta=v1"
  wrk.body = '{"user": "visitor", "workflow": {"id": "wf_stand_in"}}'
end

if os.getenv("BENCH_ADDRESSES") then
  local requests, next = {}, 0
  function init()
    for i = 1, 10000 do
      wrk.headers["X-Forwarded-For"] = string.format("198.18.%d.%d", i / 250, i % 250 + 1)
      requests[i] = wrk.format()
    end
  end
  function request()
    next = next % #requests + 1
    return requests[next]
  end
end

-- The first page of one of so many threads, as its owner
if os.getenv("BENCH_THREADS") then
  local threads = tonumber(os.getenv("BENCH_THREADS"))
  function request()
    local number = math.random(threads) - 1
    wrk.headers["ChatKit-User"] = "reader-" .. number
    return wrk.format(nil, nil, nil, string.format(
      '{"type": "threads.get_by_id", "params": {"thread_id": "%s%d"}}', os.getenv("BENCH_PREFIX"), number))
  end
end

function done(summary, latency, requests)
  local e = summary.errors
  local at = {}
  for _, p in ipairs({ 1, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100 }) do
    at[#at + 1] = string.format('"%g": %.3f', p, (p == 100 and latency.max or latency:percentile(p)) / 1000)
  end
  io.write(string.format('JSON {"requests": %d, "seconds": %.3f, "refused": %d, "socket_errors": %d, "latency_ms": {%s}}\n',
    summary.requests, summary.duration / 1e6, e.status, e.connect + e.read + e.write + e.timeout, table.concat(at, ", ")))
end
