"""Measures the service under load, and writes a table, JSON and plots.

Everything runs on this machine: wrk, a stand-in for OpenAI and, unless --url names
another one, the service in the form in which the image runs it.
"""
import argparse
import base64
import hashlib
import hmac
import json
import os
import pathlib
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

import plots

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / 'bench' / 'results'
APP = RESULTS / 'app'
JAVA = os.path.join(os.environ['JAVA_HOME'], 'bin', 'java')
TICKS = os.sysconf('SC_CLK_TCK')
SESSION = '/api/chatkit/session'
SECRET = 'a-secret-of-the-benchmark-of-32-bytes'
CONNECTIONS = [1, 4, 16, 32, 100, 300, 1000, 2000]


class Process:
    """A program of the benchmark's, ended with it."""

    running = []

    def __init__(self, command, log, **options):
        self.log = RESULTS / log
        self.popen = subprocess.Popen(command, stdout=self.log.open('w'), stderr=subprocess.STDOUT, **options)
        self.pid = self.popen.pid
        Process.running.append(self)

    def stop(self):
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
            try:
                self.popen.wait(20)
            except subprocess.TimeoutExpired:
                self.popen.kill()
                self.popen.wait()
        if self in Process.running:
            Process.running.remove(self)

    def cpu(self):
        fields = pathlib.Path(f'/proc/{self.pid}/stat').read_text().rpartition(')')[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def status(self):
        """Resident memory in MB, its highest value, what of it is no file, and threads."""
        text = pathlib.Path(f'/proc/{self.pid}/status').read_text()
        number = {name: int(value) for name, value in re.findall(r'^(\w+):\s+(\d+)', text, re.M)}
        return {'rss_mb': round(number['VmRSS'] / 1024, 1), 'peak_rss_mb': round(number['VmHWM'] / 1024, 1),
                'anonymous_mb': round(number['RssAnon'] / 1024, 1), 'threads': number['Threads']}

    def connections(self):
        count = 0
        for fd in pathlib.Path(f'/proc/{self.pid}/fd').iterdir():
            try:
                count += os.readlink(fd).startswith('socket:')
            except OSError:
                pass  # Closed meanwhile
        return count


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def listens(port):
    with socket.socket() as s:
        return s.connect_ex(('127.0.0.1', port)) == 0


def ask(port, method, path):
    """One request on a connection of its own: its status, or 0 when nobody listens."""
    try:
        with socket.create_connection(('127.0.0.1', port), 20) as s:
            s.sendall(f'{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'.encode())
            answer = b''
            while chunk := s.recv(65536):
                answer += chunk
            return int(answer.split(b' ', 2)[1])
    except (OSError, IndexError):
        return 0


def until(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit(f'{what} within {seconds} s')
        time.sleep(0.002)


def stand_in(delay):
    port = free_port()
    process = Process([JAVA, '-cp', str(RESULTS / 'classes'), 'StandIn', str(port), str(delay)], 'stand-in.log')
    until(lambda: listens(port), 'The stand-in did not start')
    return process, f'http://127.0.0.1:{port}/v1'


def service(base_url, memory, **settings):
    """The service, listening, and its port."""
    port = free_port()
    environment = {'PATH': os.environ['PATH'], 'PORT': str(port), 'OPENAI_API_KEY': 'sk-bench',
                   'CHATKIT_WORKFLOW_ID': 'wf_stand_in', 'OPENAI_BASE_URL': base_url,
                   'CHATKIT_RATE_LIMIT_PER_MINUTE': '0', **settings}
    # What the JVM would see in a container of that size
    limit = [f'-XX:MaxRAM={memory}m'] if memory else []
    process = Process([JAVA, *limit, '@jvm-options', *os.environ.get('BENCH_JVM_OPTIONS', '').split(),
                       '-jar', 'chatkit-backend.jar'], 'service.log', cwd=APP, env=environment)
    until(lambda: ask(port, 'GET', '/health') == 200 or process.popen.poll() is not None, 'The service did not start')
    if process.popen.poll() is not None:
        sys.exit('The service did not start:\n' + process.log.read_text())
    return process, port


def redis():
    port = free_port()
    process = Process(['redis-server', '--port', str(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
                      'redis.log')
    until(lambda: listens(port), 'Redis did not start')
    return process, f'redis://127.0.0.1:{port}'


def wrk(url, connections, seconds, method='GET', token=None, upstream=False, addresses=False):
    environment = {**os.environ, 'BENCH_METHOD': method}
    if token:
        environment['BENCH_TOKEN'] = token
    if upstream:
        environment['BENCH_UPSTREAM'] = '1'
    if addresses:
        environment['BENCH_ADDRESSES'] = '1'
    out = subprocess.run(['wrk', '-t1', f'-c{connections}', f'-d{seconds}s', '--timeout', '20s',
                          '-s', str(ROOT / 'bench' / 'wrk.lua'), url],
                         env=environment, capture_output=True, text=True, check=True).stdout
    result = json.loads(re.search('^JSON (.*)$', out, re.M)[1])
    result['errors'] = result.pop('refused') + result.pop('socket_errors')
    result['per_second'] = round(result['requests'] / result['seconds'], 1)
    return result


def run_case(name, url, connections, options, method='POST', process=None, token=None, upstream=False, addresses=False):
    """Warm-up, then the median of each figure of three runs."""
    print(f'{name} ...', file=sys.stderr, flush=True)
    wrk(url, connections, options.warm_up, method, token, upstream, addresses)
    runs = []
    for _ in range(3):
        # The calls that wrk left when it closed its connections count as concurrent ones
        time.sleep(2)
        before = process.cpu() if process else 0
        run = wrk(url, connections, options.seconds, method, token, upstream, addresses)
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
    try:
        # The largest limit is below what one address can send here, so there are many
        return run_case(name, f'http://127.0.0.1:{port}{path}', connections, options, method, process, token,
                        addresses='CHATKIT_RATE_LIMIT_PER_MINUTE' in settings)
    finally:
        process.stop()
        upstream.stop()


def stand_in_alone(options):
    cases = []
    for delay, connections in ((0, 32), (200, 1000)):
        process, base_url = stand_in(delay)
        cases.append(run_case(f'the stand-in alone, {delay} ms', base_url + '/chatkit/sessions', connections, options,
                              process=process, upstream=True))
        process.stop()
    return cases


def limit_in_redis(options):
    process, url = redis()
    try:
        return own_case('session, limit in Redis', options, 0, 32,
                        CHATKIT_RATE_LIMIT_PER_MINUTE='100000', CHATKIT_REDIS_URL=url)
    finally:
        process.stop()


def jwt():
    def encode(data):
        return base64.urlsafe_b64encode(data).rstrip(b'=')
    claims = {'sub': 'visitor', 'exp': int(time.time()) + 86400}
    signed = encode(b'{"alg":"HS256","typ":"JWT"}') + b'.' + encode(json.dumps(claims).encode())
    return (signed + b'.' + encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest())).decode()


def measure_start(options):
    """From exec to the first answers, and what the service holds when nothing happens."""
    print('start ...', file=sys.stderr, flush=True)
    upstream, base_url = stand_in(0)
    runs = []
    for _ in range(5):
        start = time.monotonic()
        process, port = service(base_url, options.memory)
        times = [time.monotonic()]
        cpu = process.cpu()
        for _ in range(10):
            if ask(port, 'POST', SESSION) != 200:
                sys.exit('A session call after start failed:\n' + process.log.read_text())
            times.append(time.monotonic())
        process.stop()
        process, port = service(base_url, options.memory)
        time.sleep(5)
        runs.append({'health_ms': (times[0] - start) * 1000, 'health_cpu_s': cpu,
                     'first_session_ms': (times[1] - times[0]) * 1000,
                     'tenth_session_ms': (times[10] - times[9]) * 1000,
                     **{'idle_' + name: value for name, value in process.status().items()}})
        process.stop()
    upstream.stop()
    return {name: round(statistics.median(run[name] for run in runs), 1) for name in runs[0]}


def soak(options, seconds, rate=500):
    print(f'soak, {seconds} s ...', file=sys.stderr, flush=True)
    upstream, base_url = stand_in(200)
    process, port = service(base_url, options.memory)
    samples = []

    def sample():
        samples.append({'second': round(time.monotonic() - start), 'connections': process.connections(),
                        **process.status()})

    start = time.monotonic()
    sample()
    client = Process([JAVA, '-cp', str(RESULTS / 'classes'), 'PacedClient', f'http://127.0.0.1:{port}{SESSION}',
                      str(rate), str(seconds)], 'soak.log')
    for second in range(10, seconds, 10):
        time.sleep(max(0, start + second - time.monotonic()))
        sample()
    client.popen.wait(120)
    result = json.loads(re.search('^JSON (.*)$', client.log.read_text(), re.M)[1])
    process.stop()
    upstream.stop()
    return {'seconds': seconds, 'rate': rate, **result, 'samples': samples}


def sweep(options):
    """Throughput against connections, with what the service allows raised to fit."""
    series = {}
    for name, delay, method, path in (('health', 0, 'GET', '/health'), ('session, OpenAI at once', 0, 'POST', SESSION),
                                      ('session, OpenAI 200 ms', 200, 'POST', SESSION)):
        print(f'connections: {name} ...', file=sys.stderr, flush=True)
        upstream, base_url = stand_in(delay)
        process, port = service(base_url, options.memory, CHATKIT_OPENAI_MAX_CONCURRENT='4000')
        url = f'http://127.0.0.1:{port}{path}'
        wrk(url, 32, options.warm_up, method)
        series[name] = []
        for connections in CONNECTIONS:
            run = wrk(url, connections, options.sweep_seconds, method)
            series[name].append({'connections': connections, 'per_second': run['per_second'],
                                 'p99_ms': run['latency_ms']['99'], 'errors': run['errors'],
                                 'rss_mb': process.status()['rss_mb']})
        process.stop()
        upstream.stop()
    return series


def build():
    jars = sorted((ROOT / 'target').glob('chatkit-backend-*-exec.jar'))
    if os.environ.get('BENCH_SKIP_BUILD') != '1' or not jars:
        subprocess.run(['mvn', '-q', '-B', '-DskipTests', 'package'], cwd=ROOT, check=True)
        jars = sorted((ROOT / 'target').glob('chatkit-backend-*-exec.jar'))
    if os.environ.get('BENCH_SKIP_BUILD') != '1' or not APP.exists():
        print('training ...', file=sys.stderr, flush=True)
        shutil.rmtree(APP, ignore_errors=True)
        subprocess.run([ROOT / 'image' / 'build-app', jars[-1], APP], check=True)


def compile_helpers():
    subprocess.run([JAVA + 'c', '-d', RESULTS / 'classes', *(ROOT / 'bench').glob('*.java')], check=True)


def machine():
    cpu = re.search(r'^model name\s*:\s*(.*)$', pathlib.Path('/proc/cpuinfo').read_text(), re.M)
    memory = re.search(r'^MemTotal:\s*(\d+)', pathlib.Path('/proc/meminfo').read_text(), re.M)
    java = subprocess.run([JAVA, '-version'], capture_output=True, text=True).stderr.splitlines()
    return {'cpu': cpu[1] if cpu else platform.machine(), 'cores': len(os.sched_getaffinity(0)),
            'memory_gb': round(int(memory[1]) / 1024 / 1024), 'kernel': platform.release().split('-')[0],
            'java': java[1] if len(java) > 1 else java[0]}


def table(result):
    lines = ['| case | connections | a second | p50 | p99 | errors | CPU s a thousand | resident (peak) |',
             '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |']
    for case in result['cases']:
        own = 'rss_mb' in case
        lines.append('| {} | {:,} | {:,.0f} | {:.1f} ms | {:.1f} ms | {:,} | {} | {} |'.format(
            case['name'], case['connections'], case['per_second'], case['p50_ms'], case['p99_ms'], case['errors'],
            f"{case['cpu_s_per_1000']:.2f}" if own else '',
            f"{case['rss_mb']:.0f} MB ({case['peak_rss_mb']:.0f})" if own else ''))
    if start := result.get('start'):
        lines += ['', '| start | |', '| --- | ---: |',
                  f"| exec to the first `200` on `/health` | {start['health_ms']:.0f} ms |",
                  f"| first session call | {start['first_session_ms']:.0f} ms |",
                  f"| tenth session call | {start['tenth_session_ms']:.1f} ms |",
                  f"| resident memory when idle | {start['idle_rss_mb']:.0f} MB |",
                  f"| of it anonymous, the rest being files that instances share | {start['idle_anonymous_mb']:.0f} MB |"]
    if soaked := result.get('soak'):
        samples = soaked['samples']
        minute = min(samples, key=lambda s: abs(s['second'] - 60))
        lines += ['', f"| soak, {soaked['seconds']} s at {soaked['rate']} a second | start | after {minute['second']} s | end |",
                  '| --- | ---: | ---: | ---: |']
        for title, key in (('resident memory, MB', 'rss_mb'), ('threads', 'threads'), ('open sockets', 'connections')):
            lines.append(f"| {title} | {samples[0][key]:g} | {minute[key]:g} | {samples[-1][key]:g} |")
        lines += ['', f"Soak: {soaked['requests']:,} requests, {soaked['errors']} errors, "
                  f"p50 {soaked['p50_ms']:.1f} ms, p99 {soaked['p99_ms']:.1f} ms, OpenAI's 200 ms included."]
    return '\n'.join(lines)


def save(result):
    docs = ROOT / 'docs'
    docs.mkdir(exist_ok=True)
    (docs / 'performance.json').write_text(json.dumps(result, indent=2) + '\n')
    (docs / 'latency.svg').write_text(plots.latency(result))
    (docs / 'throughput.svg').write_text(plots.throughput(result))
    page = docs / 'performance.md'
    if page.exists():
        m = result['machine']
        figures = (f"{table(result)}\n\nMeasured on {result['date']}: {m['cores']} cores of {m['cpu']}, "
                   f"{m['memory_gb']} GB, Linux {m['kernel']}, {m['java']}."
                   + (' Short runs (--quick).' if result.get('quick') else ''))
        page.write_text(re.sub('(<!-- figures -->\n).*(<!-- end -->)', lambda x: x[1] + figures + '\n\n' + x[2],
                               page.read_text(), flags=re.S))


def main():
    parser = argparse.ArgumentParser(prog='bench/run', description=__doc__, epilog='BENCH_SOAK_SECONDS is 600 unless set; '
                                     'BENCH_JVM_OPTIONS are added to those of the image.')
    parser.add_argument('--url', help='measure the throughput cases against this service instead, '
                        'whose OpenAI should be java bench/StandIn.java PORT DELAY_MS')
    parser.add_argument('--path', default=SESSION, help='where that service creates sessions')
    parser.add_argument('--quick', action='store_true', help='short runs, for a first impression')
    parser.add_argument('--only', default='alone,cases,start,soak,sweep', help='parts to run, of %(default)s')
    parser.add_argument('--memory', type=int, default=512, help="MB of the container that the JVM is to fit; 0 for this machine's")
    parser.add_argument('--save', action='store_true', help='write docs/performance.json and the plots, and the table into docs/performance.md')
    options = parser.parse_args()
    options.seconds, options.warm_up, options.sweep_seconds = (4, 6, 2) if options.quick else (15, 20, 8)
    soak_seconds = int(os.environ.get('BENCH_SOAK_SECONDS', 60 if options.quick else 600))
    parts = options.only.split(',')
    RESULTS.mkdir(parents=True, exist_ok=True)

    result = {'date': time.strftime('%Y-%m-%d'), 'machine': machine(), 'memory_mb': options.memory, 'quick': options.quick,
              'cases': []}
    cases = result['cases']
    try:
        if options.url:
            url = options.url.rstrip('/')
            cases.append(run_case('`GET /health`', url + '/health', 32, options, 'GET'))
            cases.append(run_case('session', url + options.path, 32, options))
            cases.append(run_case('session', url + options.path, 1000, options))
            print(table(result))
            return
        build()
        compile_helpers()
        if 'alone' in parts:
            cases += stand_in_alone(options)
        if 'cases' in parts:
            cases.append(own_case('`GET /health`', options, 0, 32, '/health', 'GET'))
            cases.append(own_case('session, OpenAI at once', options, 0, 32))
            cases.append(own_case('session, OpenAI 200 ms', options, 200, 1000))
            cases.append(own_case('session, with a JWT', options, 0, 32, token=jwt(), CHATKIT_JWT_SECRET=SECRET))
            cases.append(own_case('session, limit in memory', options, 0, 32, CHATKIT_RATE_LIMIT_PER_MINUTE='100000'))
            cases.append(limit_in_redis(options))
        if 'start' in parts:
            result['start'] = measure_start(options)
        if 'sweep' in parts:
            result['sweep'] = sweep(options)
        if 'soak' in parts:
            result['soak'] = soak(options, soak_seconds)
    finally:
        for process in list(Process.running):
            process.stop()
    (RESULTS / 'latest.json').write_text(json.dumps(result, indent=2) + '\n')
    print(table(result))
    if options.save:
        save(result)


if __name__ == '__main__':
    main()
