"""A mail server in a process of its own that makes mistakes, and keeps a ledger of what it took.

`python -m tests.crash.mail_server FOLDER` listens on loopback and writes its port into the folder.
Its `manners.json` there is read anew for each mail. What it takes is on disk before it says so.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MANNERS, LEDGER, PORT = "manners.json", "ledger.jsonl", "port"
FOR_EVER = 3600.0  # seconds
# What a mail server says when it would rather hear from you later: to whom, and after the letter.
NOT_NOW = ("421 4.3.2 closing", "450 4.2.1 busy", "451 4.7.1 greylisted", "452 4.2.2 full")


@dataclass
class Manners:
    """How it behaves; `to` names what it does to an address at its first tries, one after another.

    Deeds: an answer such as "550 unknown", "drop" (takes the letter and drops the line), "hang"
    (never answers the recipient), "hang after" (never answers the letter, and does not take it),
    "drip" (answers for ever, without coming to an end), "slow" (names the recipient after 5 s).
    """

    seed: int = 1
    refuses: float = 0.0  # share of tries that hear NOT_NOW
    hesitates: float = 0.0  # seconds, at most, before it takes a letter and again before it says so
    greets_after: float = 0.0  # seconds
    to: dict[str, list[str]] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        half = folder / "half"
        half.write_text(json.dumps(asdict(self)))
        half.replace(folder / MANNERS)

    @classmethod
    def read(cls, folder: Path) -> Manners:
        return cls(**json.loads((folder / MANNERS).read_text()))


class Try(Envelope):
    """One try of a client to hand over a letter, and what it will meet with."""

    luck = random.Random()  # noqa: S311
    deed = ""
    refused = ""


class Post:
    """Decides by seed, address and number of the try, so that who came first changes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tries: Counter[str] = Counter()
        self.taken = 0

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Try, address: str, options: list[str]
    ) -> str:
        manners, number = Manners.read(self.folder), self.tries[address]
        self.tries[address] += 1
        envelope.luck = luck = random.Random(f"{manners.seed} {address} {number}")  # noqa: S311
        deeds = manners.to.get(address, [])
        envelope.deed = deed = deeds[number] if number < len(deeds) else ""
        if deed[:1].isdigit():
            return deed
        if deed == "hang":
            await asyncio.sleep(FOR_EVER)
        if deed == "slow":
            await asyncio.sleep(5)
        while deed == "drip":
            await server.push("250-and there is more")
            await asyncio.sleep(1)
        envelope.refused = luck.choice(NOT_NOW) if luck.random() < manners.refuses else ""
        if envelope.refused and luck.random() < 0.5:
            return envelope.refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Try) -> str:
        manners, luck = Manners.read(self.folder), envelope.luck
        await asyncio.sleep(luck.uniform(0, manners.hesitates))
        if envelope.deed == "hang after":
            await asyncio.sleep(FOR_EVER)
        if envelope.refused:
            return envelope.refused
        self.keep(session, envelope)
        if envelope.deed == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        await asyncio.sleep(luck.uniform(0, manners.hesitates))
        return "250 OK"

    def keep(self, session: Session, envelope: Try) -> None:
        self.taken += 1
        assert isinstance(envelope.content, bytes)
        name = f"{self.taken:05}.eml"
        (self.folder / name).write_bytes(envelope.content)
        headers = BytesHeaderParser(EmailMessage, policy=default).parsebytes(envelope.content)
        assert session.peer is not None
        (address,) = envelope.rcpt_tos
        entry = {
            "at": time.time(),
            "to": address,
            "message_id": str(headers["Message-ID"]),
            "port": session.peer[1],
            "file": name,
            "dropped": envelope.deed == "drop",
        }
        with (self.folder / LEDGER).open("a") as ledger:
            ledger.write(json.dumps(entry) + "\n")


class LateGreeter(SMTP):
    """Greets after a while, where manners want it so."""

    def __init__(self, folder: Path, post: Post) -> None:
        super().__init__(post, hostname="mail.example", timeout=FOR_EVER)
        self.folder = folder

    async def _handle_client(self) -> None:
        await asyncio.sleep(Manners.read(self.folder).greets_after)
        with suppress(ConnectionError):
            await super()._handle_client()

    def _create_envelope(self) -> Try:
        return Try()


async def serve(folder: Path) -> None:
    post = Post(folder)
    (folder / LEDGER).touch()
    server = await asyncio.get_running_loop().create_server(
        lambda: LateGreeter(folder, post), "127.0.0.1", 0
    )
    half = folder / "half-port"
    half.write_text(str(server.sockets[0].getsockname()[1]))
    half.replace(folder / PORT)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
