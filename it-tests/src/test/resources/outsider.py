"""A client that has nothing to do with Java: asks a line service again and again, connects anew when it is
broken, and tells what it has seen. Usage: outsider.py PLACE END, where PLACE is a port or a path, and END is a file that ends it."""
import os
import socket
import sys
import time

place, end = sys.argv[1], sys.argv[2]
answered = broken = odd = 0


def connect():
    while True:
        try:
            if not place.startswith("/"):
                return socket.create_connection(("127.0.0.1", int(place)), 10)
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(10)
            connection.connect(place)
            return connection
        except (ConnectionRefusedError, FileNotFoundError):
            time.sleep(0.01)


def ask(connection, question):
    connection.sendall((question + "\n").encode())
    answer = b""
    while not answer.endswith(b"\n"):
        some = connection.recv(4096)
        if not some:
            raise EOFError()
        answer += some
    return answer.decode()


connection = connect()
last = 0
while True:
    over = os.path.exists(end)
    question = "end" if over else "question %d" % answered
    try:
        number, text = ask(connection, question).rstrip("\n").split(" ", 1)
    except (ConnectionError, EOFError) as e:
        # A dying process may still let somebody in by a door that it is about to close.
        if last > 0:
            broken += 1
            print("broken: " + type(e).__name__, flush=True)
        connection = connect()
        last = 0
        continue
    if text != question or int(number) <= last:
        odd += 1
    last = int(number)
    answered += 1
    if answered % 10 == 0:
        print("answered %d" % answered, flush=True)
    if over:
        print("done: broken %d, odd %d" % (broken, odd), flush=True)
        break
    time.sleep(0.01)
