"""Tables in Markdown, and what is kept of a measurement."""
import json
import os
import pathlib
import platform
import re
import subprocess

import plots
from processes import DATABASES, JAVA, ROOT

DOCS = ROOT / 'docs'


def machine():
    cpu = re.search(r'^model name\s*:\s*(.*)$', pathlib.Path('/proc/cpuinfo').read_text(), re.M)
    memory = re.search(r'^MemTotal:\s*(\d+)', pathlib.Path('/proc/meminfo').read_text(), re.M)
    java = subprocess.run([JAVA, '-version'], capture_output=True, text=True).stderr.splitlines()
    return {'cpu': cpu[1] if cpu else platform.machine(), 'cores': len(os.sched_getaffinity(0)),
            'memory_gb': round(int(memory[1]) / 1024 / 1024), 'kernel': platform.release().split('-')[0],
            'java': java[1] if len(java) > 1 else java[0]}


def rows(head, lines):
    """A table; a heading that begins with < is of a column of words, the others are numbers."""
    titles = [title.lstrip('<') for title in head]
    marks = ['---' if title.startswith('<') else '---:' for title in head]
    return ['', *('| ' + ' | '.join(line) + ' |' for line in (titles, marks, *lines))]


def ms(value):
    return f'{value:,.0f} ms' if abs(value) >= 100 else f'{value:.1f} ms'


def by_database(figures):
    return [(kind, figures[kind]) for kind in (*DATABASES, 'elsewhere') if kind in figures]


def session_cases(cases):
    def line(case):
        own = 'rss_mb' in case
        return (case['name'], f"{case['connections']:,}", f"{case['per_second']:,.0f}", f"{case['p50_ms']:.1f} ms",
                f"{case['p99_ms']:.1f} ms", f"{case['errors']:,}", f"{case['cpu_s_per_1000']:.2f}" if own else '',
                f"{case['rss_mb']:.0f} MB ({case['peak_rss_mb']:.0f})" if own else '')
    return rows(('<case', 'connections', 'a second', 'p50', 'p99', 'errors', 'CPU s a thousand', 'resident (peak)'),
                map(line, cases))


def start(figures):
    return rows(('<start', ''), (
        ('exec to the first `200` on `/health`', f"{figures['health_ms']:.0f} ms"),
        *([('exec to readiness, with the warm-up of the image', f"{figures['ready_ms']:.0f} ms")] if 'ready_ms' in figures else []),
        ('first session call', f"{figures['first_session_ms']:.0f} ms"),
        ('tenth session call', f"{figures['tenth_session_ms']:.1f} ms"),
        ('resident memory when idle', f"{figures['idle_rss_mb']:.0f} MB"),
        ('of it anonymous, the rest being files that instances share', f"{figures['idle_anonymous_mb']:.0f} MB")))


def samples(title, taken):
    minute = min(taken, key=lambda sample: abs(sample['second'] - 60))
    return rows((f'<{title}', 'start', f"after {minute['second']} s", 'end'),
                ((name, *(f'{sample[key]:g}' for sample in (taken[0], minute, taken[-1])))
                 for name, key in (('resident memory, MB', 'rss_mb'), ('threads', 'threads'),
                                   ('open sockets', 'connections'))))


def soak(figures):
    return [*samples(f"soak, {figures['seconds']} s at {figures['rate']} a second", figures['samples']), '',
            f"Soak: {figures['requests']:,} requests, {figures['errors']} errors, "
            f"p50 {figures['p50_ms']:.1f} ms, p99 {figures['p99_ms']:.1f} ms, OpenAI's 200 ms included."]


def chat(figures):
    def line(kind, case):
        own = 'rss_mb' in case
        return (f"{kind + ', ' if kind != 'elsewhere' else ''}{case['name']}", f"{case['streams']:,}",
                f"{case['streams_per_second']:,.0f}", f"{case['events_per_second']:,.0f}", ms(case['first_p50_ms']),
                ms(case['first_p99_ms']), ms(case['above_p50_ms']), ms(case['above_p99_ms']),
                f"{case['errors']} / {case['lost']} / {case['doubled']}",
                f"{case['cpu_s_per_1000_events']:.3f}" if own else '',
                f"{case['rss_mb']:.0f} MB ({case['peak_rss_mb']:.0f})" if own else '')
    return rows(('<chat', 'streams', 'streams a second', 'events a second', 'first delta p50', 'p99', 'stream p50', 'p99',
                 'errors / lost / doubled', 'CPU s a thousand events', 'resident (peak)'),
                (line(kind, case) for kind, cases in by_database(figures) for case in cases))


def threads(figures):
    title = f"<a database with {figures['items']:,} items"
    lines = [(f"{kind}, {case['name']} item" + 's' * (case['items'] > 1), f"{case['cpu_ms_per_stream']:.1f} ms",
              ms(case['first_p50_ms']), ms(case['first_p99_ms']), f"{case['streams_per_second']:,.0f}",
              f"{case['errors']} / {case['lost']} / {case['doubled']}")
             for kind, found in by_database(figures) for case in found['cases']]
    pages = [(kind, str(page['connections']), f"{page['per_second']:,.0f}", ms(page['p50_ms']), ms(page['p99_ms']),
              str(page['errors']))
             for kind, found in by_database(figures) for page in found['first_page']]
    return [*rows((title, 'CPU a stream', 'first delta p50', 'p99', 'streams a second', 'errors / lost / doubled'), lines),
            *rows(('<first page of a thread of 1,000', 'connections', 'a second', 'p50', 'p99', 'errors'), pages)]


def memory(figures):
    found = by_database(figures['figures'])
    names = (('resident after the warm-up', 'warm_rss_mb', 'MB'),
             (f"resident with {figures['streams']:,} streams, one delta each 100 ms", 'busy_rss_mb', 'MB'),
             (f"resident with {figures['streams'] // 2:,} idle streams", 'half_idle_rss_mb', 'MB'),
             (f"resident with {figures['streams']:,} idle streams", 'full_idle_rss_mb', 'MB'),
             ('one more idle stream, resident', 'rss_kb_per_stream', 'KB'),
             ('one more idle stream, live in the heap', 'live_kb_per_stream', 'KB'))
    return rows(('<memory', *(kind for kind, _ in found)),
                ((name, *(f'{values[key]:.0f} {unit}' for _, values in found)) for name, key, unit in names))


def store(figures):
    return rows(("<the store's share of a turn's CPU", 'share', 'samples'),
                ((kind, f"{found['share'] * 100:.1f} %", f"{found['samples']:,}") for kind, found in by_database(figures)))


def leave(figures):
    moments = ('before', 'at_once', 'after_10_s')
    return [*rows((f"<{figures['clients']:,} clients leave", 'before', 'streams closed', '10 s later'),
                  ((name, *(f'{figures[moment][key]:g}' for moment in moments))
                   for name, key in (('open sockets', 'connections'), ('threads', 'threads'),
                                     ('resident memory, MB', 'rss_mb')))), '',
            f"{figures['open_streams']:,} streams of the model were open, and closed {figures['closed_after_s']:.2f} s "
            'after the first client had left.']


def chat_soak(figures):
    return [*samples(f"soak of chat, {figures['seconds']} s with {figures['streams']} streams", figures['samples']), '',
            f"Soak of chat: {figures['answered']:,} streams answered, {figures['left']:,} left midway, "
            f"{figures['errors']} errors, {figures['lost']} lost and {figures['doubled']} doubled deltas, above the ideal "
            f"p50 {ms(figures['above_p50_ms'])}, p99 {ms(figures['above_p99_ms'])}."]


def replicas(figures):
    return rows((f"<one of two replicas is killed, {figures['streams']} streams on each", ''), (
        ('streams that never began', str(figures['never_began'])),
        ('streams that were cut off', str(figures['cut_off'])),
        ('of them, with what had been seen a second before in the thread', str(figures['kept'])),
        ('the last of these was there without a new message after', f"{figures['kept_after_s']} s"),
        ('of them, whose next message was answered', str(figures['answered'])),
        ('its first delta, if sent at once, came after: p50', f"{figures['answered_after_p50_s']} s"),
        ('the same, the last one', f"{figures['answered_after_s']} s"),
        ('messages to the survivor that failed before', str(figures['refused'])),
        ("errors of the survivor's own streams", str(figures['errors_of_survivor']))))


def restart(figures):
    kinds = ', '.join(f'{count} {kind}' for kind, count in sorted(figures['error_kinds'].items()))
    first = figures['first_answer_after_s']
    return rows((f"<PostgreSQL is restarted, {figures['clients']} streams", ''), (
        ('PostgreSQL was away for', f"{figures['down_s']} s"),
        ('messages', f"{figures['messages']:,}"),
        ('of them failed', f"{figures['errors']}" + (f' ({kinds})' if kinds else '')),
        ('first delta of a new message after', f'{first:.1f} s' if first is not None else 'never'),
        ('last message that failed was sent after', f"{figures['last_refusal_after_s']:.1f} s"),
        ('answers that were shown as done', f"{figures['done']:,}"),
        ('of them missing in the end', str(figures['missing']))))


def warm_up(cases):
    longest = max(case['seconds'] for case in cases)

    def figure(case, begin):
        part = case['windows'][begin:begin + 5]
        return f"{sum(window['answered'] for window in part) / 5:,.0f}" if len(part) == 5 else ''

    def share(case):
        closed = 'at a time' in case['name']
        return (f"{case['peak']:,.0f}", f"{case['share_after_10_s'] * 100:.0f} %", f"{case['second_of_80']} s") if closed else ('',) * 3

    begins = range(0, min(longest, 30), 5)
    return [*rows(('<from the first readiness on', 'errors', 'p99 above ideal', 'in the worst of the first 5 s'),
                  ((case['name'], str(case['errors']), ms(case['above_p99_ms']), ms(case['first_p99_ms'])) for case in cases)),
            *rows(('<a second, in seconds', *(f'{begin}–{begin + 5}' for begin in begins), 'peak', '10–15 of it', '80 % in second'),
                  ((case['name'], *(figure(case, begin) for begin in begins), *share(case)) for case in cases))]


TABLES = (('start', start), ('soak', soak), ('chat', chat), ('threads', threads), ('memory', memory), ('store', store),
          ('leave', leave), ('chatsoak', chat_soak), ('replicas', replicas), ('restart', restart), ('warmup', warm_up))


def tables(result):
    lines = session_cases(result.get('alone', []) + result.get('cases', [])) if 'alone' in result or 'cases' in result else []
    for part, table in TABLES:
        if part in result:
            lines += table(result[part])
    return '\n'.join(lines).strip()


def measured(result):
    """When and where: parts can be of several dates."""
    machine, dates = result['machine'], {}
    for part, date in result['dates'].items():
        dates.setdefault(date, []).append(part)
    when = ' and '.join(f"{date} ({', '.join(parts)})" if len(dates) > 1 else date for date, parts in sorted(dates.items()))
    short = [part for part in result['dates'] if part in result['quick']]
    return (f"Measured on {when}: {machine['cores']} cores of {machine['cpu']}, {machine['memory_gb']} GB, "
            f"Linux {machine['kernel']}, {machine['java']}." + (f" Short runs (--quick): {', '.join(short)}." if short else ''))


def merge(old, new):
    """The new parts in place of the old ones, also if only one database was measured."""
    merged = {**old, **new, 'dates': {**old.get('dates', {}), **new['dates']},
              'quick': [part for part in old.get('quick', []) if part not in new['dates']] + new['quick']}
    for part in new['dates']:
        if isinstance(new[part], dict) and set(new[part]) & set(DATABASES):
            merged[part] = {**old.get(part, {}), **new[part]}
    if 'memory' in new and 'memory' in old:
        merged['memory']['figures'] = {**old['memory']['figures'], **new['memory']['figures']}
    return merged


def save(new):
    DOCS.mkdir(exist_ok=True)
    file = DOCS / 'performance.json'
    result = merge(json.loads(file.read_text()) if file.exists() else {}, new)
    file.write_text(json.dumps(result, indent=2) + '\n')
    for part, name, draw in (('cases', 'latency', plots.latency), ('sweep', 'throughput', plots.throughput),
                             ('chat', 'chat', plots.chat), ('chat', 'chat-latency', plots.chat_latency),
                             ('warmup', 'warm-up', plots.warm_up)):
        if part in result:
            (DOCS / f'{name}.svg').write_text(draw(result))
    page = DOCS / 'performance.md'
    if page.exists():
        figures = f'{tables(result)}\n\n{measured(result)}'
        page.write_text(re.sub('(<!-- figures -->\n).*(<!-- end -->)', lambda x: x[1] + figures + '\n\n' + x[2],
                               page.read_text(), flags=re.S))
