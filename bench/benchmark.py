"""Measures the service under load, and writes tables, JSON and plots.

Everything runs on this machine: the clients, a stand-in for OpenAI, the databases and,
unless --url names another one, the service in the form in which the image runs it.
"""
import argparse
import json
import os
import time

import chat
import outages
import report
import sessions
import start
from processes import DATABASES, RESULTS, Process, Watched, build, compile_helpers

PARTS = {'alone': sessions.stand_in_alone, 'cases': sessions.cases, 'start': start.measure_start, 'sweep': sessions.sweep,
         'soak': sessions.soak, 'chat': chat.cases, 'threads': chat.threads, 'memory': chat.memory, 'store': chat.store_share,
         'leave': outages.leave, 'replicas': outages.replicas, 'restart': outages.restart, 'warmup': start.warm_up,
         'chatsoak': outages.soak}
ELSEWHERE = {'cases': sessions.cases_elsewhere, 'chat': chat.cases_elsewhere}


def arguments():
    parser = argparse.ArgumentParser(prog='bench/run', description=__doc__, epilog='BENCH_SOAK_SECONDS is 600 unless set; '
                                     'BENCH_JVM_OPTIONS are added to those of the image.')
    parser.add_argument('--url', help='measure the parts cases and chat against this service instead. Its OpenAI should be '
                        'java bench/StandIn.java PORT DELAY_MS for cases, and java bench/StandIn.java PORT 0 20 100 for chat, '
                        'which compares with exactly this pace. Limits must allow 2,000 streams')
    parser.add_argument('--path', default=sessions.SESSION, help='where that service creates sessions')
    parser.add_argument('--chat-path', default=chat.CHAT, help='where that service speaks the ChatKit protocol')
    parser.add_argument('--token', help='bearer token for that service; each stream also names a user in ChatKit-User')
    parser.add_argument('--pid', type=int, help='process of that service, if it is on this machine, for CPU and memory')
    parser.add_argument('--quick', action='store_true', help='short runs, for a first impression')
    parser.add_argument('--only', default=','.join(PARTS), help='parts to run, of %(default)s')
    parser.add_argument('--databases', default=','.join(DATABASES), help='for chat, threads, memory and store, of %(default)s')
    parser.add_argument('--memory', type=int, default=512, help="MB of the container that the JVM is to fit; 0 for this machine's")
    parser.add_argument('--save', action='store_true', help='write docs/performance.json and the plots, and the tables into '
                        'docs/performance.md. Parts that were not run keep their figures and dates')
    options = parser.parse_args()
    options.seconds, options.warm_up, options.sweep_seconds = (4, 6, 2) if options.quick else (15, 20, 8)
    options.soak_seconds = int(os.environ.get('BENCH_SOAK_SECONDS', 60 if options.quick else 600))
    options.only, options.databases = options.only.split(','), options.databases.split(',')
    if unknown := [name for name in options.only if name not in PARTS] + [d for d in options.databases if d not in DATABASES]:
        parser.error(f'unknown: {", ".join(unknown)}')
    return options


def measure(options):
    compile_helpers()
    if options.url:
        process = Watched(options.pid) if options.pid else None
        return {part: measured(options.url.rstrip('/'), options, process) for part, measured in ELSEWHERE.items()
                if part in options.only}
    build()
    return {part: measured(options) for part, measured in PARTS.items() if part in options.only}


def main():
    options = arguments()
    RESULTS.mkdir(parents=True, exist_ok=True)
    try:
        figures = measure(options)
    finally:
        for process in list(Process.running):
            process.stop()
    today = time.strftime('%Y-%m-%d')
    result = {'machine': report.machine(), 'memory_mb': options.memory, 'dates': {part: today for part in figures},
              'quick': list(figures) if options.quick else [], **figures}
    (RESULTS / 'latest.json').write_text(json.dumps(result, indent=2) + '\n')
    print(report.tables(result))
    if options.save and not options.url:
        report.save(result)


if __name__ == '__main__':
    main()
