"""A mail server that takes everything, and may end who brings it after its yes."""

import email
import signal
import socketserver
import threading


class PostOffice:
    """Listens on a port of its own; what it took is in ``taken``, in its order."""

    def __init__(self):
        self.taken = []
        self._deadly, self._process = 0, None

    def __enter__(self):
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Counter)
        self._server.daemon_threads = True
        self._server.office = self
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self):
        return self._server.server_address[1]

    def kill_after(self, nth, process):
        """`process` never gets to read the yes to its `nth` mail."""
        self._deadly, self._process = nth, process

    def take(self, content, say_yes):
        self.taken.append(email.message_from_bytes(content))
        deadly = len(self.taken) == self._deadly
        if deadly:
            self._process.send_signal(signal.SIGSTOP)
        say_yes()
        if deadly:
            self._process.kill()


class _Counter(socketserver.StreamRequestHandler):
    """One visit, as RFC 5321 has it."""

    def handle(self):
        self._say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.office.take(self._mail(), lambda: self._say("250 taken"))
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 yes")

    def _mail(self):
        return b"".join(iter(self.rfile.readline, b".\r\n"))

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())
        self.wfile.flush()
