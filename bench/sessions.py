"""The cases of hosted sessions: throughput, connections, and the soak."""
import base64
import hashlib
import hmac
import json
import statistics
import time

from processes import Load, Samples, redis, say, service, stand_in, wrk

SESSION = '/api/chatkit/session'
SECRET = 'a-secret-of-the-benchmark-of-32-bytes'
CONNECTIONS = [1, 4, 16, 32, 100, 300, 1000, 2000]


def run_case(name, url, connections, options, method='POST', process=None, **variables):
    """Warm-up, then the median of each figure of three runs."""
    say(name)
    wrk(url, connections, options.warm_up, method, **variables)
    runs = []
    for _ in range(3):
        # The calls that wrk left when it closed its connections count as concurrent ones
        time.sleep(2)
        before = process.cpu() if process else 0
        run = wrk(url, connections, options.seconds, method, **variables)
        if process:
            run['cpu_s_per_1000'] = round((process.cpu() - before) / run['requests'] * 1000, 4)
            run.update(process.status())
        runs.append(run)

    def median(figure):
        return statistics.median(figure(run) for run in runs)

    case = {'name': name, 'connections': connections, 'per_second': median(lambda r: r['per_second']),
            'runs_per_second': [r['per_second'] for r in runs],
            'p50_ms': median(lambda r: r['latency_ms']['50']), 'p99_ms': median(lambda r: r['latency_ms']['99']),
            # Errors are never averaged away
            'errors': sum(r['errors'] for r in runs),
            'latency_ms': {p: median(lambda r: r['latency_ms'][p]) for p in runs[0]['latency_ms']}}
    if process:
        for figure in ('cpu_s_per_1000', 'rss_mb', 'peak_rss_mb', 'anonymous_mb', 'threads'):
            case[figure] = median(lambda r: r[figure])
    return case


def own_case(name, options, delay, connections, path=SESSION, method='POST', token=None, **settings):
    upstream, base_url = stand_in(delay)
    process, port = service(base_url, options.memory, **settings)
    with upstream, process:
        # The largest limit is below what one address can send here, so there are many
        return run_case(name, f'http://127.0.0.1:{port}{path}', connections, options, method, process, token=token,
                        addresses='CHATKIT_RATE_LIMIT_PER_MINUTE' in settings)


def stand_in_alone(options):
    cases = []
    for delay, connections in ((0, 32), (200, 1000)):
        process, base_url = stand_in(delay)
        with process:
            cases.append(run_case(f'the stand-in alone, {delay} ms', base_url + '/chatkit/sessions', connections, options,
                                  process=process, upstream=1))
    return cases


def limit_in_redis(options):
    process, url = redis()
    with process:
        return own_case('session, limit in Redis', options, 0, 32,
                        CHATKIT_RATE_LIMIT_PER_MINUTE='100000', CHATKIT_REDIS_URL=url)


def jwt():
    def encode(data):
        return base64.urlsafe_b64encode(data).rstrip(b'=')
    claims = {'sub': 'visitor', 'exp': int(time.time()) + 86400}
    signed = encode(b'{"alg":"HS256","typ":"JWT"}') + b'.' + encode(json.dumps(claims).encode())
    return (signed + b'.' + encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest())).decode()


def cases(options):
    return [own_case('`GET /health`', options, 0, 32, '/health', 'GET'),
            own_case('session, OpenAI at once', options, 0, 32),
            own_case('session, OpenAI 200 ms', options, 200, 1000),
            own_case('session, with a JWT', options, 0, 32, token=jwt(), CHATKIT_JWT_SECRET=SECRET),
            own_case('session, limit in memory', options, 0, 32, CHATKIT_RATE_LIMIT_PER_MINUTE='100000'),
            limit_in_redis(options)]


def cases_elsewhere(url, options, process):
    return [run_case('`GET /health`', url + '/health', 32, options, 'GET', process),
            run_case('session', url + options.path, 32, options, process=process, token=options.token),
            run_case('session', url + options.path, 1000, options, process=process, token=options.token)]


def soak(options, rate=500):
    seconds = options.soak_seconds
    say(f'soak, {seconds} s')
    upstream, base_url = stand_in(200)
    process, port = service(base_url, options.memory)
    with upstream, process, Load(f'http://127.0.0.1:{port}{SESSION}', rate=rate, delay=200) as client:
        with Samples(process, 10) as samples:
            run = client.run(seconds)
    return {'seconds': seconds, 'rate': rate, 'requests': run['requests'], 'errors': run['errors'],
            'p50_ms': run['latency_ms']['50'], 'p99_ms': run['latency_ms']['99'], 'samples': samples}


def sweep(options):
    """Throughput against connections, with what the service allows raised to fit."""
    series = {}
    for name, delay, method, path in (('health', 0, 'GET', '/health'), ('session, OpenAI at once', 0, 'POST', SESSION),
                                      ('session, OpenAI 200 ms', 200, 'POST', SESSION)):
        say(f'connections: {name}')
        upstream, base_url = stand_in(delay)
        process, port = service(base_url, options.memory, CHATKIT_OPENAI_MAX_CONCURRENT='4000')
        url = f'http://127.0.0.1:{port}{path}'
        with upstream, process:
            wrk(url, 32, options.warm_up, method)
            series[name] = []
            for connections in CONNECTIONS:
                run = wrk(url, connections, options.sweep_seconds, method)
                series[name].append({'connections': connections, 'per_second': run['per_second'],
                                     'p99_ms': run['latency_ms']['99'], 'errors': run['errors'],
                                     'rss_mb': process.status()['rss_mb']})
    return series
