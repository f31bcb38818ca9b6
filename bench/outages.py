"""Bad days: clients that leave, a replica that is killed, a database that is restarted."""
import http.client
import json
import statistics
import threading
import time

from chat import CHAT, DELTAS, INTERVAL, READERS, Streams, reader
from processes import TOKEN, Load, Postgres, Samples, Stats, chat_service, database, paced_stand_in, say, until

# Longest time to wait until all is well again
PATIENCE = 60
CLIENTS = 100
MESSAGE = {'input': {'content': [{'type': 'input_text', 'text': 'Which plants grow in the shade?'}],
                     'attachments': [], 'inference_options': {}}}


def leave(options):
    """How soon the model streams of clients that leave at once are closed, and what stays open."""
    count = 200 if options.quick else 1000
    say(f'{count} clients leave')
    with (paced_stand_in(600, 100) as base_url, database('SQLite') as store,
          chat_service(base_url, options.memory, store) as (process, port)):
        # The first ones leave before the measurement, so that the service is warm
        leave_once(port, base_url, count)
        time.sleep(5)
        before = held(process)
        figures = leave_once(port, base_url, count)
        open_then = held(process)
        time.sleep(10)
        return {'clients': count, **figures, 'before': before, 'at_once': open_then, 'after_10_s': held(process)}


def leave_once(port, base_url, count):
    stats, streams = Stats(base_url), Streams(port)
    streams.open(count)
    until(lambda: streams.read(0.1) or len(streams.begun) == count, 'Streams did not begin')
    streams.read(2)
    opened, start = stats.open_streams(), time.monotonic()
    streams.close()
    until(lambda: stats.open_streams() == 0, 'Model streams were not closed', every=0.005)
    return {'open_streams': opened, 'closed_after_s': round(time.monotonic() - start, 3)}


def held(process):
    status = process.status()
    return {'connections': process.connections(), 'threads': status['threads'], 'rss_mb': status['rss_mb']}


def soak(options):
    """Streams of which a tenth stop midway."""
    seconds = options.soak_seconds
    say(f'soak of chat, {seconds} s')
    with (paced_stand_in(DELTAS, INTERVAL) as base_url, database('SQLite') as store,
          chat_service(base_url, options.memory, store) as (process, port),
          reader(port, base_url, READERS, leave_one_of=10) as client):
        with Samples(process, 10) as samples:
            run = client.run(seconds)
    ideal = DELTAS * INTERVAL
    return {'seconds': seconds, 'streams': READERS, 'answered': run['requests'], 'left': run['left'],
            'errors': run['errors'], 'lost': run['lost'], 'doubled': run['doubled'],
            'above_p50_ms': run['latency_ms']['50'] - ideal, 'above_p99_ms': run['latency_ms']['99'] - ideal,
            'samples': samples}


class Client:
    """A user who sends messages to one thread, and remembers what was shown."""

    def __init__(self, number, port):
        self.number, self.port = number, port
        self.thread = None
        self.shown = []  # Of the current answer: when, and the text until then
        self.done = {}  # Texts of complete answers by their ids
        self.sent = []  # Times, and what went wrong

    def ask(self, body):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        connection.request('POST', CHAT, json.dumps(body), {'Content-Type': 'application/json', 'ChatKit-User':
                           f'reader-{self.number}', 'Authorization': f'Bearer {TOKEN}'})
        return connection.getresponse()

    def send(self):
        """One message and its whole answer; whether all went well."""
        kind, params = ('threads.add_user_message', {'thread_id': self.thread}) if self.thread else ('threads.create', {})
        message = {'at': time.monotonic(), 'first': None, 'error': None}
        self.sent.append(message)
        self.shown = []
        before = len(self.done)
        try:
            response = self.ask({'type': kind, 'params': {**params, **MESSAGE}})
            if response.status == 200:
                self.read(response, message)
            else:
                message['error'] = f'status {response.status}'
        except (OSError, http.client.HTTPException) as ex:
            message['error'] = type(ex).__name__
        if not message['error'] and len(self.done) == before:
            message['error'] = 'incomplete'
        message['end'] = time.monotonic()
        return not message['error']

    def read(self, response, message):
        text = ''
        for line in response:
            if not line.startswith(b'data:'):
                continue
            event, now = json.loads(line[5:]), time.monotonic()
            update, item = event.get('update', {}), event.get('item', {})
            if event['type'] == 'thread.created':
                self.thread = event['thread']['id']
            elif update.get('type') == 'assistant_message.content_part.text_delta':
                message['first'] = message['first'] or now
                text += update['delta']
                self.shown.append((now, text))
            elif event['type'] == 'thread.item.done' and item.get('type') == 'assistant_message':
                self.done[item['id']] = text_of(item)
            elif event['type'] == 'error':
                message['error'] = 'error event'

    def shown_until(self, moment):
        return max((text for at, text in self.shown if at <= moment), key=len, default='')

    def stored(self):
        """Texts of the answers in the thread by their ids, or None if it cannot be read."""
        try:
            response = self.ask({'type': 'items.list', 'params': {'thread_id': self.thread, 'limit': 100, 'order': 'desc'}})
            items = json.load(response)['data'] if response.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None
        return items and {item['id']: text_of(item) for item in items if item['type'] == 'assistant_message'}


def text_of(item):
    return ''.join(part['text'] for part in item['content'])


def all_at_once(clients, action):
    """Threads that have begun, one for each client."""
    threads = [threading.Thread(target=action, args=(client,), daemon=True) for client in clients]
    for thread in threads:
        thread.start()
        # Not all in the same millisecond
        time.sleep(0.005)
    return threads


def join(threads):
    end = time.monotonic() + PATIENCE * 2
    for thread in threads:
        thread.join(max(0, end - time.monotonic()))


def replicas(options):
    """One of two services on one PostgreSQL is killed in the middle of its streams."""
    say('a replica is killed')
    with (paced_stand_in(200, 100) as base_url, database('PostgreSQL') as store,
          chat_service(base_url, options.memory, store) as (killed, port),
          chat_service(base_url, options.memory, store) as (_, other)):
        address = 'http://127.0.0.1:{}' + CHAT
        with Load(f'{address},{address}'.format(port, other), connections=20, deltas=200, interval=100, token=TOKEN) as load:
            load.run(1)
        victims = [Client(number, port) for number in range(CLIENTS)]
        others = [Client(CLIENTS + number, other) for number in range(CLIENTS)]
        under_way = all_at_once(victims + others, Client.send)
        until(lambda: all(client.shown or client.sent and client.sent[0]['error'] for client in victims), 'Streams did not begin')
        time.sleep(5)
        moment = time.monotonic()
        killed.kill()
        join(under_way[:CLIENTS])
        failed_before = [client for client in victims if not client.shown]
        victims = [client for client in victims if client.shown]
        for client in victims:
            client.port, client.seen = other, client.shown_until(moment - 1)
        # Half of them write again at once, the others only look
        halves = victims[::2], victims[1::2]
        join(all_at_once(halves[0], lambda client: send_until_answered(client, moment))
             + all_at_once(halves[1], lambda client: look_until_kept(client, moment)))
        join(under_way)
        join(all_at_once(halves[1], lambda client: send_until_answered(client, moment)))
        for client in halves[0]:
            look_until_kept(client, moment)
        return {'streams': CLIENTS, 'never_began': len(failed_before), 'cut_off': sum(bool(client.sent[0]['error']) for client in victims),
                'seen': sum(bool(client.seen) for client in victims),
                'kept': sum(client.kept_after is not None for client in victims),
                'kept_after_s': worst(client.kept_after for client in halves[1]),
                'answered': sum(client.answered_after is not None for client in victims),
                'answered_after_p50_s': middle(client.answered_after for client in halves[0]),
                'answered_after_s': worst(client.answered_after for client in halves[0]),
                'refused': sum(bool(message['error']) for client in victims for message in client.sent[1:]),
                'errors_of_survivor': sum(bool(message['error']) for client in others for message in client.sent)}


def send_until_answered(client, moment):
    """Sends again as a user does; remembers after how many seconds the answer began."""
    client.answered_after = None
    while time.monotonic() < moment + PATIENCE:
        if client.send():
            client.answered_after = client.sent[-1]['first'] - moment
            return
        time.sleep(0.5)


def look_until_kept(client, moment):
    """Looks until the thread has what was seen; remembers after how many seconds it had."""
    client.kept_after = None
    while time.monotonic() < moment + PATIENCE * 2:
        if any(text.startswith(client.seen) for text in (client.stored() or {}).values()):
            client.kept_after = time.monotonic() - moment
            return
        time.sleep(0.5)


def worst(seconds):
    return round(max((second for second in seconds if second is not None), default=0), 1)


def middle(seconds):
    known = [second for second in seconds if second is not None]
    return round(statistics.median(known), 1) if known else 0


def restart(options):
    """PostgreSQL is restarted while clients send one message after the other."""
    say('PostgreSQL is restarted')
    before, after = (5, 15) if options.quick else (10, 40)
    postgres = Postgres()
    try:
        with (paced_stand_in(DELTAS, INTERVAL) as base_url,
              chat_service(base_url, options.memory, {'DATABASE_URL': postgres.url}) as (_, port)):
            clients = [Client(number, port) for number in range(CLIENTS)]
            end = time.monotonic() + before + after
            threads = all_at_once(clients, lambda client: send_again_and_again(client, end))
            time.sleep(before)
            moment = time.monotonic()
            postgres.restart()
            down = time.monotonic() - moment
            join(threads)
            return {'clients': CLIENTS, 'down_s': round(down, 1), **what_failed(clients, moment)}
    finally:
        postgres.stop()


def send_again_and_again(client, end):
    while time.monotonic() < end:
        if not client.send():
            time.sleep(0.5)


def what_failed(clients, moment):
    messages = [message for client in clients for message in client.sent]
    failed = [message for message in messages if message['error']]
    later = [message for message in messages if message['at'] > moment]
    kinds = {}
    for message in failed:
        kinds[message['error']] = kinds.get(message['error'], 0) + 1
    bad = [message['at'] for message in later if message['error']]
    good = [message['first'] for message in later if not message['error']]
    stored = {client: client.stored() or {} for client in clients}
    shown = [(client, item, text) for client in clients for item, text in client.done.items()]
    return {'messages': len(messages), 'errors_before': sum(message['end'] < moment for message in failed),
            'errors': len(failed), 'error_kinds': kinds,
            'first_answer_after_s': round(min(good) - moment, 2) if good else None,
            'last_refusal_after_s': round(max(bad) - moment, 2) if bad else 0,
            'done': len(shown), 'missing': sum(stored[client].get(item) != text for client, item, text in shown)}
