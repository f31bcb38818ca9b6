"""The start, and the first half minute under load, with the warm-up of the image."""
import re
import statistics
import sys
import time

from chat import DELTAS, INTERVAL, reader
from processes import (READINESS, ROOT, Load, ask, chat_settings, database, free_port, launch, paced_stand_in, say,
                       service, stand_in, until_ready)
from sessions import SESSION

WINDOW = 5
IMAGE = {'CHATKIT_WARM_UP': re.search('^ENV CHATKIT_WARM_UP=(.+)$', (ROOT / 'Dockerfile').read_text(), re.M)[1]}


def measure_start(options):
    """From exec to the first answers, and what the service holds when nothing happens."""
    say('start')
    upstream, base_url = stand_in(0)
    runs = []
    for _ in range(5):
        start = time.monotonic()
        process, port = service(base_url, options.memory, **IMAGE)
        health, cpu = time.monotonic(), process.cpu()
        until_ready(process, port, READINESS)
        times = [time.monotonic()]
        for _ in range(10):
            if ask(port, 'POST', SESSION) != 200:
                sys.exit('A session call after start failed:\n' + process.log.read_text())
            times.append(time.monotonic())
        process.stop()
        process, port = service(base_url, options.memory, **IMAGE)
        until_ready(process, port, READINESS)
        time.sleep(5)
        runs.append({'health_ms': (health - start) * 1000, 'health_cpu_s': cpu, 'ready_ms': (times[0] - start) * 1000,
                     'first_session_ms': (times[1] - times[0]) * 1000,
                     'tenth_session_ms': (times[10] - times[9]) * 1000,
                     **{'idle_' + name: value for name, value in process.status().items()}})
        process.stop()
    upstream.stop()
    return {name: round(statistics.median(run[name] for run in runs), 1) for name in runs[0]}


def warm_up(options):
    """Load from the first readiness on. The client itself is warm."""
    short, long = (10, 15) if options.quick else (30, 45)
    return [sessions('sessions, 300 a second', options, short, 200, rate=300),
            sessions('sessions, 500 a second', options, short, 200, rate=500),
            sessions('sessions, 32 at a time', options, long, 0, connections=32),
            chat('chat, 100 streams at once', options, short, 100, DELTAS, INTERVAL),
            chat('chat, 16 streams at a time, 20 deltas at once', options, long, 16, DELTAS, 0)]


def sessions(name, options, seconds, delay, **load):
    say(name)
    upstream, base_url = stand_in(delay)

    def client(port):
        return Load(f'http://127.0.0.1:{port}{SESSION}', delay=delay, warm_up=base_url + '/chatkit/sessions', **load)

    with upstream:
        return from_readiness(name, options, seconds, base_url, delay, client, {})


def chat(name, options, seconds, streams, deltas, interval):
    say(name)
    with paced_stand_in(deltas, interval) as base_url, database('SQLite') as store:
        return from_readiness(name, options, seconds, base_url, deltas * interval, lambda port:
                              reader(port, base_url, streams, deltas, interval, together=1), chat_settings(store))


def from_readiness(name, options, seconds, base_url, ideal, client, settings):
    """The client waits until the service is ready, so the port is chosen before both."""
    port = free_port()
    with client(port) as load:
        process, _ = launch(base_url, options.memory, port, **IMAGE, **settings)
        with process:
            until_ready(process, port, READINESS)
            run = load.run(seconds)
    figures = [window['answered'] for window in run['windows']]
    peak = max(sum(figures[i:i + WINDOW]) / WINDOW for i in range(seconds - WINDOW + 1))
    return {'name': name, 'seconds': seconds, 'answered': run['requests'], 'errors': run['errors'],
            'error_kinds': run['error_kinds'], 'lost': run['lost'], 'doubled': run['doubled'],
            'above_p50_ms': run['latency_ms']['50'] - ideal, 'above_p99_ms': run['latency_ms']['99'] - ideal,
            'first_p99_ms': worst(run['windows'][:WINDOW], ideal), 'peak': round(peak, 1),
            'share_after_10_s': round(sum(figures[10:10 + WINDOW]) / WINDOW / peak, 3),
            'second_of_80': next(second + 1 for second, count in enumerate(figures) if count >= 0.8 * peak),
            'windows': run['windows']}


def worst(windows, ideal):
    """The highest p99 of any of these seconds, above the ideal."""
    return round(max(window['p99_ms'] - ideal for window in windows if window['answered']), 1)
