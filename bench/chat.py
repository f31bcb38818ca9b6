"""The cases of chat: paced streams, long threads, memory, and what the store takes."""
import contextlib
import json
import math
import pathlib
import re
import selectors
import socket
import statistics
import subprocess
import time

from processes import (JAVA, RESULTS, ROOT, TOKEN, Load, Samples, Stats, chat_service, database, java,
                       paced_stand_in, say, until, wrk)

CHAT = '/chatkit'
DELTAS, INTERVAL = 20, 100
STREAMS = [32, 200, 1000, 2000]
# 200 threads of 40 items and 992 of 1,000 are a million
READERS = 200
# MB of the container that deploy/kubernetes.yaml asks for
COMFORTABLE = 768
# Java needs it to compile what answers, also for a first impression
WARM_UP = 20
MEDIUM, LONG = 'thr_of_40_items_', 'thr_of_1000_items_'


def paced_name(deltas, interval):
    return f'{deltas} deltas, ' + (f'one each {interval} ms' if interval else 'at once')


def measure(name, client, process, streams, options, deltas=DELTAS, interval=INTERVAL):
    """Warm-up, then the median of each figure of three runs."""
    say(name)
    client.run(max(options.warm_up, WARM_UP))
    runs = []
    for _ in range(3):
        time.sleep(2)
        runs.append(measure_once(client, process, options.seconds, deltas, interval))

    def median(figure):
        return round(statistics.median(run[figure] for run in runs), 4)

    case = {'name': name, 'streams': streams, 'deltas': deltas, 'interval_ms': interval}
    for figure in runs[0]:
        # What must not be is never averaged away
        summed = figure in ('errors', 'lost', 'doubled', 'answered')
        if figure != 'error_kinds':
            case[figure] = sum(run[figure] for run in runs) if summed else median(figure)
    return {**case, 'error_kinds': [run['error_kinds'] for run in runs if run['errors']]}


def measure_once(client, process, seconds, deltas, interval):
    ideal = deltas * interval
    # The streams begin spread over the length of one, and the first ends after another
    ramp = math.ceil(ideal * 2 / 1000)
    with Samples(process, 0.5) if process else contextlib.nullcontext([]) as samples:
        before = process.cpu() if process else 0
        run = client.run(ramp + seconds)
        cpu = process.cpu() - before if process else 0
    def rate(figure):
        return sum(window[figure] for window in run['windows'][ramp:]) / seconds

    figures = {'streams_per_second': rate('answered'), 'events_per_second': rate('events'),
               'events_per_stream': run['events'] / max(run['requests'], 1),
               'first_p50_ms': run['first_ms']['50'] - interval, 'first_p99_ms': run['first_ms']['99'] - interval,
               'above_p50_ms': run['latency_ms']['50'] - ideal, 'above_p99_ms': run['latency_ms']['99'] - ideal,
               'answered': run['requests'], 'errors': run['errors'], 'error_kinds': run['error_kinds'],
               'lost': run['lost'], 'doubled': run['doubled']}
    if process:
        figures.update(cpu_s_per_1000_events=cpu / max(run['events'], 1) * 1000,
                       cpu_ms_per_stream=cpu / max(run['requests'], 1) * 1000,
                       rss_mb=max(sample['rss_mb'] for sample in samples), peak_rss_mb=process.status()['peak_rss_mb'])
    return figures


def chat_case(kind, options, streams, deltas=DELTAS, interval=INTERVAL, memory=None):
    memory = memory or options.memory
    with (paced_stand_in(deltas, interval) as base_url, database(kind) as store,
          chat_service(base_url, memory, store, streams) as (process, port),
          reader(port, base_url, streams, deltas, interval) as client):
        name = paced_name(deltas, interval) + (f', in {memory} MB' if memory == COMFORTABLE else '')
        return {**measure(name, client, process, streams, options, deltas, interval), 'database': kind, 'memory_mb': memory}


def reader(port, base_url, streams, deltas=DELTAS, interval=INTERVAL, **settings):
    return Load(f'http://127.0.0.1:{port}{CHAT}', connections=streams, deltas=deltas, interval=interval, token=TOKEN,
                warm_up=base_url + '/responses', **settings)


def cases(options):
    figures = {}
    for kind in options.databases:
        figures[kind] = [chat_case(kind, options, streams, memory=options.memory * 2 if streams > 1000 else None)
                         for streams in STREAMS]
        figures[kind].append(chat_case(kind, options, 1000, memory=COMFORTABLE))
        figures[kind].append(chat_case(kind, options, 1000, 40, 50))
        figures[kind].append(chat_case(kind, options, 8, 200, 0))
    return figures


def cases_elsewhere(url, options, process):
    """What the stand-in of that server paces can only be the same in all cases."""
    figures = []
    for streams in STREAMS:
        with Load(url + options.chat_path, connections=streams, deltas=DELTAS, interval=INTERVAL, token=options.token) as client:
            figures.append({**measure(paced_name(DELTAS, INTERVAL), client, process, streams, options),
                            'database': '', 'memory_mb': 0})
    return {'elsewhere': figures}


def threads(options):
    """Readers of short and of long threads, and first pages, in a large database."""
    long = READERS if options.quick else 992
    figures = {'items': READERS * 40 + long * 1000}
    for kind in options.databases:
        with database(kind) as store, paced_stand_in(DELTAS, INTERVAL) as base_url:
            say(f'{kind}, {figures["items"]:,} items')
            with chat_service(base_url, options.memory, store):
                pass  # Creates the tables
            java('Fill', jdbc(store), f'{MEDIUM}:{READERS}:40', f'{LONG}:{long}:1000')
            figures[kind] = {'cases': [thread_case(items, prefix, options, store, base_url)
                                       for items, prefix in ((1, None), (40, MEDIUM), (1000, LONG))],
                             'first_page': first_page(long, options, store, base_url)}
    return figures


def jdbc(store):
    if 'DATABASE_URL' in store:
        return re.sub(r'^postgresql://(\w+):(\w+)@(.*)$', r'jdbc:postgresql://\3?user=\1&password=\2', store['DATABASE_URL'])
    return f'jdbc:sqlite:{store["CHATKIT_DATA_DIR"]}/chatkit.db'


def thread_case(items, prefix, options, store, base_url):
    with (chat_service(base_url, options.memory, store) as (process, port),
          reader(port, base_url, READERS, threads=prefix) as client):
        return {**measure(f'threads of {items:,}', client, process, READERS, options), 'items': items}


def first_page(count, options, store, base_url):
    """By two readers, and by so many that they wait for each other."""
    say('first pages')
    with chat_service(base_url, options.memory, store) as (process, port):
        url = f'http://127.0.0.1:{port}{CHAT}'
        settings = {'token': TOKEN, 'threads': count, 'prefix': LONG}
        wrk(url, 8, options.warm_up, 'POST', **settings)
        return [pages(connections, [wrk(url, connections, options.seconds, 'POST', **settings) for _ in range(3)])
                for connections in (2, 8)]


def pages(connections, runs):
    return {'connections': connections,
            'per_second': statistics.median(run['per_second'] for run in runs),
            'p50_ms': statistics.median(run['latency_ms']['50'] for run in runs),
            'p99_ms': statistics.median(run['latency_ms']['99'] for run in runs),
            'errors': sum(run['errors'] for run in runs)}


class Streams:
    """Open streams that are read as they come, by one loop."""

    def __init__(self, port, text='Which plants grow in the shade?'):
        self.port, self.text = port, text
        self.selector = selectors.DefaultSelector()
        self.sockets, self.begun, self.ended = [], set(), 0

    def open(self, count):
        body = json.dumps({'type': 'threads.create', 'params': {'input': {
            'content': [{'type': 'input_text', 'text': self.text}],
            'attachments': [], 'inference_options': {}}}})
        for _ in range(count):
            s = socket.create_connection(('127.0.0.1', self.port), 20)
            s.sendall(f'POST {CHAT} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n'
                      f'ChatKit-User: reader-{len(self.sockets)}\r\nContent-Type: application/json\r\n'
                      f'Content-Length: {len(body)}\r\n\r\n{body}'.encode())
            s.setblocking(False)
            self.selector.register(s, selectors.EVENT_READ)
            self.sockets.append(s)
            self.read(0.002)

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for key, _ in self.selector.select(left):
                data = key.fileobj.recv(65536)
                if b'text_delta' in data:
                    self.begun.add(key.fd)
                if not data:
                    self.ended += 1
                    self.selector.unregister(key.fileobj)

    def close(self):
        for s in self.sockets:
            s.close()
        self.selector.close()


def memory(options):
    """Resident memory with open streams, and with streams in which the model is silent."""
    return {'streams': 200 if options.quick else 1000, 'figures': {
        kind: {**busy_memory(kind, options), **idle_memory(kind, options)} for kind in options.databases}}


def busy_memory(kind, options):
    say(f'{kind}: memory of open streams')
    streams = 200 if options.quick else 1000
    with (paced_stand_in(DELTAS, INTERVAL) as base_url, database(kind) as store,
          chat_service(base_url, options.memory, store) as (process, port),
          reader(port, base_url, streams) as client):
        client.run(options.warm_up)
        before = process.status()['rss_mb']
        with Samples(process, 0.5) as samples:
            client.run(options.seconds)
    return {'warm_rss_mb': before, 'busy_rss_mb': statistics.median(s['rss_mb'] for s in samples[len(samples) // 4:-4])}


def idle_memory(kind, options):
    """Streams that are silent. Few have been open before, because Tomcat keeps the buffers of those."""
    say(f'{kind}: memory of idle streams')
    half = 100 if options.quick else 500
    with (paced_stand_in(DELTAS, INTERVAL) as base_url, database(kind) as store,
          chat_service(base_url, options.memory, store) as (process, port)):
        with reader(port, base_url, STREAMS[0]) as client:
            client.run(options.warm_up)
        stats, streams, rss, live = Stats(base_url), Streams(port, 'Say nothing.'), [], []
        for expected in (half, 2 * half):
            streams.open(half)
            until(lambda: streams.read(0.05) or stats.open_streams() == expected, f'{expected} streams did not open')
            streams.read(3)
            rss.append(process.status()['rss_mb'])
            live.append(live_heap(process))
        streams.close()
    return {'half_idle_rss_mb': rss[0], 'full_idle_rss_mb': rss[1],
            'rss_kb_per_stream': round((rss[1] - rss[0]) * 1024 / half, 1),
            'live_kb_per_stream': round((live[1] - live[0]) / half, 1)}


def jcmd(process, *command):
    program = pathlib.Path(JAVA).with_name('jcmd')
    return subprocess.run([program, str(process.pid), *command], capture_output=True, text=True, check=True).stdout


def live_heap(process):
    """KB of the heap after a full collection."""
    jcmd(process, 'GC.run')
    return sum(int(used) for used in re.findall(r'^ *(?:PSYoungGen|ParOldGen).* used (\d+)K', jcmd(process, 'GC.heap_info'), re.M))


def store_share(options):
    """The store's part of the CPU time of turns, from samples of all Java threads."""
    figures = {}
    for kind in options.databases:
        say(f'{kind}: the share of the store')
        recording = RESULTS / 'store.jfr'
        with (paced_stand_in(DELTAS, INTERVAL) as base_url, database(kind) as store,
              chat_service(base_url, options.memory, store) as (process, port),
              reader(port, base_url, READERS) as client):
            client.run(options.warm_up)
            # The default of 64 frames ends before the store
            jcmd(process, 'JFR.configure', 'stackdepth=512')
            jcmd(process, 'JFR.start', 'name=store', f'settings={ROOT / "bench" / "store.jfc"}')
            client.run(options.seconds)
            jcmd(process, 'JFR.stop', 'name=store', f'filename={recording}')
        found = json.loads(re.search('^JSON (.*)$', java('StoreShare', recording), re.M)[1])
        figures[kind] = {**found, 'share': round(found['store'] / found['samples'], 4)}
    return figures
