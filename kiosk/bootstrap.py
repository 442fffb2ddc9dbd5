"""The composition root: reads settings and puts the rooms together. Nothing else knows them all."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from forms.loader import load
from forms.vocabulary import Definitions
from kiosk import audit
from kiosk.conductor.conductor import Beginning, Conductor
from kiosk.conductor.effects import Performer
from kiosk.conductor.readiness import Readiness
from kiosk.conductor.storing import StoreThread
from kiosk.devices.devices import Devices
from kiosk.domain.qr_payload import Contents, PayloadFault
from kiosk.domain.visit import Context, Visit
from kiosk.loop import Loop
from kiosk.settings import Settings
from kiosk.store.outbox import Outbox, Place
from kiosk.surroundings import reached_from_environment
from kiosk.sync import agent, client
from kiosk.texts import Catalogue
from kiosk.ui.states import Screen
from kiosk.wire import code, seal
from kiosk.wire.ids import uuid7

JAPAN = ZoneInfo("Asia/Tokyo")
MOST_APPLICATIONS = 16
DATABASE = "kiosk.db"
VERSION = "0.1.0"


def clock() -> datetime:
    """The time in Japan."""
    return datetime.now(JAPAN)


def new_id() -> str:
    """A new UUIDv7."""
    return uuid7(time.time_ns() // 1_000_000, secrets.token_bytes(10))


def place(settings: Settings) -> Place:
    return Place(settings.kiosk.municipality, settings.kiosk.id, settings.kiosk.prefix)


def recorder() -> audit.Record:
    """Events as lines on standard error, which the service manager keeps."""
    return audit.to_stream(sys.stderr, clock)


@dataclass(slots=True)
class Kiosk:
    """The running kiosk behind the screens."""

    conductor: Conductor
    devices: Devices
    store: StoreThread
    status: Callable[[Mapping[str, int]], None]

    def send(self, intent: object) -> None:
        self.conductor.send(intent)  # type: ignore[arg-type]  # only intents come from the screens

    def start(self) -> None:
        self.conductor.start()
        self.devices.start()
        self.status({"ui": os.getpid(), **self.devices.pids()})

    def stop(self) -> None:
        self.conductor.stop()
        self.devices.stop()
        self.store.stop()


def definitions_of(settings: Settings) -> Definitions:
    """The definitions in force today; raises DefinitionsError with every mistake."""
    day = settings.kiosk.fixed_day or clock().date()
    return load(day, settings.kiosk.municipality)


def build_kiosk(
    settings: Settings,
    definitions: Definitions,
    catalogue: Catalogue,
    record: audit.Record,
    present: Callable[[Visit, Context, Catalogue], Screen],
) -> Callable[[Loop, Callable[[Screen], None]], Kiosk]:
    """What the screens need to come alive, once there is a loop."""

    def build(loop: Loop, show: Callable[[Screen], None]) -> Kiosk:
        settings.kiosk.data.mkdir(parents=True, exist_ok=True)
        store = StoreThread(loop, settings.kiosk.data / DATABASE, place(settings))
        said: list[Conductor] = []
        devices = Devices(
            loop,
            settings.devices.fitted(),
            lambda message: said[0].device_said(message),  # noqa: PLW0108  said is filled below
            record,
            settings.mode == "demo",
        )
        performer = _performer(settings, devices, store, catalogue, record)

        def context() -> Context:
            return Context(
                day=settings.kiosk.fixed_day or clock().date(),
                definitions=definitions,
                kiosk=settings.kiosk.id,
                new_ids=tuple(new_id() for _ in range(MOST_APPLICATIONS)),
            )

        conductor = Conductor(
            loop,
            Beginning(new_id, context),
            performer,
            _readiness(settings),
            lambda visit, ctx: show(present(visit, ctx, catalogue)),
            record,
        )
        said.append(conductor)
        record(audit.KioskStarted(VERSION, len(definitions.procedures)))
        return Kiosk(conductor, devices, store, lambda pids: _write_pids(settings, pids))

    return build


def _readiness(settings: Settings) -> Readiness:
    """What is fitted counts as ready until its worker says otherwise, a moment after the start."""
    fitted = settings.devices.fitted()
    ready = {name: name in fitted for name in ("card", "camera", "printer")}
    return Readiness(settings.kiosk.data, settings.kiosk.least_free_megabytes << 20, ready)


def _performer(
    settings: Settings,
    devices: Devices,
    store: StoreThread,
    catalogue: Catalogue,
    record: audit.Record,
) -> Performer:
    codes_key = seal.read_verifying(settings.keys.codes)

    def read_code(text: str, context: Context) -> Contents | PayloadFault:
        return code.read(codes_key, text, settings.kiosk.municipality, context.day)

    def now() -> datetime:
        moment = clock()
        fixed = settings.kiosk.fixed_day
        return moment if fixed is None else datetime.combine(fixed, moment.timetz())

    return Performer(
        workers=devices,
        store=store,
        sealer=seal.Sealer(
            seal.read_municipality_public(settings.keys.municipality),
            seal.read_signing(settings.keys.signing),
        ),
        seal_bytes=seal.application_bytes,
        read_code=read_code,
        catalogue=catalogue,
        record=record,
        clock=now,
        reached=reached_from_environment(),
        fitted=frozenset(settings.devices.fitted()),
    )


def _write_pids(settings: Settings, pids: Mapping[str, int]) -> None:
    """Process ids, for technicians and for tests that kill."""
    (settings.kiosk.data / "pids.json").write_text(json.dumps(pids))


def run_agent(settings: Settings) -> int:
    """The sync agent: until SIGTERM. 1 where another agent has the lock."""
    settings.kiosk.data.mkdir(parents=True, exist_ok=True)
    record = recorder()
    try:
        agent.lock(settings.kiosk.data / "agent.lock")
    except agent.AlreadyRunning:
        print("kiosk sync: another agent sends for this database", file=sys.stderr)
        return 1
    outbox = Outbox(settings.kiosk.data / DATABASE, place(settings))
    try:
        asyncio.run(_send(settings, outbox, record))
    finally:
        outbox.close()
    return 0


async def _send(settings: Settings, outbox: Outbox, record: audit.Record) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    context = client.tls_context(
        settings.central.authority, settings.central.certificate, settings.central.key
    )
    transport = client.HttpsTransport(settings.central.url, context)
    began = time.monotonic()
    sender = agent.Agent(
        queue=outbox,
        transport=transport,
        record=record,
        now=lambda: time.monotonic() - began,
        backoff=agent.Backoff(secrets.SystemRandom().random),
        reached=reached_from_environment(),
    )
    try:
        await sender.run(stop)
    finally:
        await transport.close()
