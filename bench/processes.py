"""The programs of the benchmark: how they are started, watched and ended."""
import contextlib
import getpass
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / 'bench' / 'results'
APP = RESULTS / 'app'
JAVA = os.path.join(os.environ['JAVA_HOME'], 'bin', 'java')
TICKS = os.sysconf('SC_CLK_TCK')
DATABASES = ('SQLite', 'PostgreSQL')
TOKEN = 'the-token-of-the-benchmark'
HEALTH = '/health'
READINESS = '/actuator/health/readiness'


class Watched:
    """A process of this machine, known by its id."""

    def __init__(self, pid):
        self.pid = pid

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


class Process(Watched):
    """A program of the benchmark's, ended with it."""

    running = []

    def __init__(self, command, log, end=signal.SIGTERM, **options):
        self.log = RESULTS / log
        self.end = end
        with self.log.open('w') as out:
            self.popen = subprocess.Popen(command, **{'stdout': out, 'stderr': subprocess.STDOUT, **options})
        super().__init__(self.popen.pid)
        Process.running.append(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.popen.poll() is None:
            self.popen.send_signal(self.end)
            try:
                self.popen.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        if self in Process.running:
            Process.running.remove(self)

    def kill(self):
        self.popen.kill()
        self.popen.wait()


class Samples(threading.Thread):
    """What a process holds, read again and again while the block runs."""

    def __init__(self, process, every):
        super().__init__(daemon=True)
        self.process, self.every = process, every
        self.samples, self.done = [], threading.Event()
        self.start_time = time.monotonic()

    def run(self):
        while True:
            second = round(time.monotonic() - self.start_time)
            self.samples.append({'second': second, 'connections': self.process.connections(), **self.process.status()})
            if self.done.wait(max(0, self.start_time + len(self.samples) * self.every - time.monotonic())):
                return

    def __enter__(self):
        self.start()
        return self.samples

    def __exit__(self, *_):
        self.done.set()
        self.join()


def say(text):
    print(f'{text} ...', file=sys.stderr, flush=True)


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


def until(condition, what, seconds=60, every=0.002):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            sys.exit(f'{what} within {seconds} s')
        time.sleep(every)


def stand_in(delay, deltas=1, interval=0, port=None):
    port = port or free_port()
    process = Process([JAVA, '-cp', str(RESULTS / 'classes'), 'StandIn',
                       *map(str, (port, delay, deltas, interval))], 'stand-in.log')
    until(lambda: listens(port), 'The stand-in did not start')
    return process, f'http://127.0.0.1:{port}/v1'


class Stats:
    """Asks the stand-in, on one connection, how many streams are open."""

    def __init__(self, base_url):
        self.connection = http.client.HTTPConnection(base_url.split('/')[2], timeout=10)

    def open_streams(self):
        self.connection.request('GET', '/stats')
        return json.load(self.connection.getresponse())['open_streams']


def launch(base_url, memory, port=None, **settings):
    """The service, which may not listen yet, and its port."""
    port = port or free_port()
    environment = {'PATH': os.environ['PATH'], 'PORT': str(port), 'OPENAI_API_KEY': 'sk-bench',
                   'CHATKIT_WORKFLOW_ID': 'wf_stand_in', 'OPENAI_BASE_URL': base_url,
                   'CHATKIT_RATE_LIMIT_PER_MINUTE': '0', **settings}
    # What the JVM would see in a container of that size
    limit = [f'-XX:MaxRAM={memory}m'] if memory else []
    process = Process([JAVA, *limit, '@jvm-options', *os.environ.get('BENCH_JVM_OPTIONS', '').split(),
                       '-jar', 'chatkit-backend.jar'], f'service-{port}.log', cwd=APP, env=environment)
    return process, port


def until_ready(process, port, path):
    until(lambda: ask(port, 'GET', path) == 200 or process.popen.poll() is not None, 'The service did not start')
    if process.popen.poll() is not None:
        sys.exit('The service did not start:\n' + process.log.read_text())


def service(base_url, memory, **settings):
    process, port = launch(base_url, memory, **settings)
    until_ready(process, port, HEALTH)
    return process, port


def chat_settings(store, streams=0):
    """What a service needs to chat without limits; more than 1,000 streams have to be allowed."""
    allowed = {'CHATKIT_MAX_STREAMS': '4000', 'CHATKIT_OPENAI_MAX_CONCURRENT': '4000'} if streams > 1000 else {}
    return {'CHATKIT_MODEL': 'stand-in', 'CHATKIT_BACKEND_TOKEN': TOKEN, 'CHATKIT_MESSAGES_PER_MINUTE': '0',
            **allowed, **store}


@contextlib.contextmanager
def chat_service(base_url, memory, store, streams=0):
    """A ready service with chat, and its port."""
    process, port = launch(base_url, memory, **chat_settings(store, streams))
    with process:
        until_ready(process, port, READINESS)
        yield process, port


@contextlib.contextmanager
def paced_stand_in(deltas, interval):
    process, base_url = stand_in(0, deltas, interval)
    with process:
        yield base_url


def redis():
    port = free_port()
    process = Process(['redis-server', '--port', str(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
                      'redis.log')
    until(lambda: listens(port), 'Redis did not start')
    return process, f'redis://127.0.0.1:{port}'


class Postgres:
    """An empty PostgreSQL with Debian's defaults, which does not run as root."""

    def __init__(self):
        programs = sorted(pathlib.Path('/usr/lib/postgresql').glob('*/bin'))
        self.programs = programs[-1] if programs else pathlib.Path(shutil.which('postgres') or sys.exit('No PostgreSQL')).parent
        self.user = {'user': 'postgres', 'group': 'postgres', 'extra_groups': []} if os.getuid() == 0 else {}
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix='bench-postgres-'))
        shutil.chown(self.directory, self.user.get('user', getpass.getuser()))
        subprocess.run([self.programs / 'initdb', '-D', self.directory / 'data', '-U', 'chatkit', '-A', 'trust', '-E', 'UTF8'],
                       cwd='/', check=True, stdout=subprocess.DEVNULL, **self.user)
        self.port = free_port()
        self.url = f'postgresql://chatkit:chatkit@127.0.0.1:{self.port}/postgres'
        self.start()

    def start(self):
        self.process = Process([self.programs / 'postgres', '-D', self.directory / 'data', '-p', str(self.port),
                                '-h', '127.0.0.1', '-k', self.directory], 'postgres.log', signal.SIGINT, cwd='/', **self.user)
        until(self.answers, 'PostgreSQL did not start', every=0.05)

    def answers(self):
        return subprocess.run([self.programs / 'pg_isready', '-q', '-h', '127.0.0.1', '-p', str(self.port)]).returncode == 0

    def restart(self):
        """As pg_ctl -m fast restart: SIGINT ends all connections."""
        self.process.stop()
        self.start()

    def stop(self):
        self.process.stop()
        shutil.rmtree(self.directory, ignore_errors=True)


@contextlib.contextmanager
def database(kind):
    """Settings of a service with a database of its own."""
    if kind == 'PostgreSQL':
        postgres = Postgres()
        try:
            yield {'DATABASE_URL': postgres.url}
        finally:
            postgres.stop()
    else:
        with tempfile.TemporaryDirectory(prefix='bench-sqlite-') as directory:
            yield {'CHATKIT_DATA_DIR': directory}


class Load(Process):
    """The client that reads streams. It serves several runs, so that it is compiled by then."""

    def __init__(self, url, **settings):
        settings = {'seconds': 0, **settings}
        super().__init__([JAVA, '-cp', str(RESULTS / 'classes'), 'Load', url,
                          *(f'{name.replace("_", "-")}={value}' for name, value in settings.items() if value is not None)],
                         'load.log', stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None, text=True)
        if settings.get('warm_up'):
            self.wait_for('READY')

    def wait_for(self, word):
        for line in self.popen.stdout:
            if line.startswith(word):
                return line[len(word):]
        sys.exit('The client of the benchmark ended too early')

    def run(self, seconds):
        """What it saw in so many seconds, and until the streams of these had ended."""
        self.popen.stdin.write(f'{seconds}\n')
        self.popen.stdin.flush()
        return json.loads(self.wait_for('JSON '))


def wrk(url, connections, seconds, method='GET', **variables):
    """Variables are those of wrk.lua."""
    environment = {**os.environ, 'BENCH_METHOD': method,
                   **{f'BENCH_{name.upper()}': str(value) for name, value in variables.items() if value}}
    out = subprocess.run(['wrk', '-t1', f'-c{connections}', f'-d{seconds}s', '--timeout', '20s',
                          '-s', str(ROOT / 'bench' / 'wrk.lua'), url],
                         env=environment, capture_output=True, text=True, check=True).stdout
    result = json.loads(re.search('^JSON (.*)$', out, re.M)[1])
    result['errors'] = result.pop('refused') + result.pop('socket_errors')
    result['per_second'] = round(result['requests'] / result['seconds'], 1)
    return result


def java(program, *arguments):
    """What a program of this directory prints, with the drivers and Jackson of the service."""
    classpath = f'{RESULTS / "classes"}:{APP / "lib"}/*'
    done = subprocess.run([JAVA, '-cp', classpath, program, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f'{program} failed:\n{done.stderr}')
    return done.stdout


def build():
    jars = sorted((ROOT / 'target').glob('chatkit-backend-*-exec.jar'))
    if os.environ.get('BENCH_SKIP_BUILD') != '1' or not jars:
        subprocess.run(['mvn', '-q', '-B', '-DskipTests', 'package'], cwd=ROOT, check=True)
        jars = sorted((ROOT / 'target').glob('chatkit-backend-*-exec.jar'))
    if os.environ.get('BENCH_SKIP_BUILD') != '1' or not APP.exists():
        say('training')
        shutil.rmtree(APP, ignore_errors=True)
        subprocess.run([ROOT / 'image' / 'build-app', jars[-1], APP], check=True)


def compile_helpers():
    subprocess.run([JAVA + 'c', '-d', RESULTS / 'classes', *(ROOT / 'bench').glob('*.java')], check=True)
