"""Draws the benchmark's plots as SVG that is legible on light and on dark pages."""
import math

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 230, 40, 50
COLOURS = ['#3b82f6', '#f59e0b', '#10b981', '#ec4899', '#8b5cf6', '#ef4444', '#64748b', '#14b8a6']
STYLE = ('text{font:13px system-ui,sans-serif;fill:#1f2937}.grid{stroke:#9ca3af;stroke-opacity:.35}'
         '@media(prefers-color-scheme:dark){text{fill:#e5e7eb}}')


def number(value):
    return f'{value:,.0f}' if value >= 10 or value == int(value) else f'{value:g}'


def ticks(low, high):
    """Powers of ten, and their halves and fifths when there are few."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1,) if len(powers) > 5 else (1, 2, 5)
    return [step * 10 ** power for power in powers for step in steps if low <= step * 10 ** power <= high]


def plot(title, x_title, y_title, series, x_ticks, x_label):
    """Lines over a logarithmic y axis; series are names with points, x is placed already in 0..1."""
    values = [y for _, points in series for _, y in points if y > 0]
    low, high = min(values) * 0.8, max(values) * 1.3
    inner_width, inner_height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def place(x, y):
        share = (math.log(max(y, low)) - math.log(low)) / (math.log(high) - math.log(low))
        return f'{LEFT + x * inner_width:.1f},{HEIGHT - BOTTOM - share * inner_height:.1f}'

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">',
           f'<style>{STYLE}</style>', f'<text x="{LEFT}" y="22" font-weight="bold">{title}</text>']
    for y in ticks(low, high):
        px, py = place(0, y).split(',')
        out.append(f'<line class="grid" x1="{px}" x2="{LEFT + inner_width}" y1="{py}" y2="{py}"/>')
        out.append(f'<text x="{LEFT - 8}" y="{float(py) + 4:.1f}" text-anchor="end">{number(y)}</text>')
    for x, label in zip(x_ticks, x_label):
        px = LEFT + x * inner_width
        out.append(f'<line class="grid" x1="{px:.1f}" x2="{px:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        out.append(f'<text x="{px:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{label}</text>')
    out.append(f'<text x="{LEFT + inner_width / 2}" y="{HEIGHT - 10}" text-anchor="middle">{x_title}</text>')
    middle = TOP + inner_height / 2
    out.append(f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">{y_title}</text>')
    for index, (name, points) in enumerate(series):
        colour = COLOURS[index % len(COLOURS)]
        path = ' '.join(place(x, y) for x, y in points)
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2.2" points="{path}"/>')
        out += [f'<circle r="3" fill="{colour}" cx="{p.split(",")[0]}" cy="{p.split(",")[1]}"/>' for p in path.split()]
        y = TOP + 12 + index * 22
        x = LEFT + inner_width + 16
        out.append(f'<line x1="{x}" x2="{x + 20}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="3"/>')
        out.append(f'<text x="{x + 26}" y="{y}">{name}</text>')
    return '\n'.join(out) + '\n</svg>\n'


def latency(result):
    shown = ['1', '10', '25', '50', '75', '90', '99', '99.9']
    places = [index / (len(shown) - 1) for index in range(len(shown))]
    series = [(case['name'].replace('`', ''), [(x, case['latency_ms'][p]) for x, p in zip(places, shown)])
              for case in result['cases']]
    return plot('Latency distribution', 'percentile', 'milliseconds', series, places, shown)


def throughput(result):
    counts = [point['connections'] for point in next(iter(result['sweep'].values()))]
    places = {count: index / (len(counts) - 1) for index, count in enumerate(counts)}
    series = [(name, [(places[p['connections']], p['per_second']) for p in points])
              for name, points in result['sweep'].items()]
    ideal = [(places[count], count / 0.2) for count in counts]
    series.append(('ideal at 200 ms', ideal))
    return plot('Throughput against connections', 'connections', 'requests a second', series,
                list(places.values()), counts)


def paced(result):
    """The cases with the same pace, by database and with ascending numbers of streams."""
    found = {kind: [case for case in cases if (case['deltas'], case['interval_ms']) == (20, 100)
                    and 'MB' not in case['name']]
             for kind, cases in result['chat'].items()}
    counts = [case['streams'] for case in next(iter(found.values()))]
    return found, {count: index / (len(counts) - 1) for index, count in enumerate(counts)}


def chat(result):
    found, places = paced(result)
    series = [(kind, [(places[case['streams']], case['events_per_second']) for case in cases])
              for kind, cases in found.items()]
    # Of the first case, in which all streams are complete
    each = next(iter(found.values()))[0]['events_per_stream'] / 2
    series.append(('ideal', [(place, streams * each) for streams, place in places.items()]))
    return plot('Events against streams', 'streams, each with 10 deltas a second', 'events a second', series,
                list(places.values()), list(places))


def chat_latency(result):
    found, places = paced(result)
    series = [(f'{title}, {kind}', [(places[case['streams']], case[figure]) for case in cases])
              for kind, cases in found.items()
              for title, figure in (('first delta', 'first_p99_ms'), ('stream', 'above_p99_ms'))]
    return plot('p99 above the ideal against streams', 'streams, each with 10 deltas a second', 'milliseconds', series,
                list(places.values()), list(places))


def warm_up(result):
    """Only cases in which the client waits for answers show how fast the service is."""
    cases = [case for case in result['warmup'] if 'at once' not in case['name'] or 'at a time' in case['name']]
    longest = max(case['seconds'] for case in cases)
    series = [(case['name'].removesuffix(', 20 deltas at once'),
               [(second / longest, max(window['answered'], 1)) for second, window in enumerate(case['windows'], 1)])
              for case in cases]
    shown = range(0, longest + 1, 5)
    return plot('The first seconds under load', 'seconds since the first readiness', 'answers a second', series,
                [second / longest for second in shown], shown)
