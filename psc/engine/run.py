"""`make run`: servers, migrations, demo centre and the programs of the centre, watched until told to stop."""

import errno
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from psc.engine import urls_from_env
from psc.engine.checks import answers, check_given_servers, check_port, check_room, port_from_env
from psc.engine.errors import EngineError
from psc.engine.home import Home, Running, disk_full, home_from_env
from psc.engine.logs import last_line, set_aside_large_logs
from psc.engine.prepared import is_prepared, mark_as_prepared
from psc.engine.processes import BEAT, LOAD_DEMO, MIGRATE, WORKER, by_this_python, everything
from psc.engine.servers import Servers, start_servers
from psc.engine.signals import Signals
from psc.engine.supervisor import Child, Program, Supervisor

_READY_SECONDS = 60.0
_LOOK_SECONDS = 0.1
_LOGS_EVERY_SECONDS = 60.0


def say(line: str) -> None:
    """One line for the person at the terminal; a terminal that went away is no reason to stop."""
    try:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except OSError:
        return


def main() -> int:
    """Run until told to stop. The exit code is 0 after an orderly stop, 1 when something must be mended."""
    signals = Signals()
    try:
        port = port_from_env(os.environ)
        check_port(port)
        return _run(port, signals)
    except EngineError as error:
        return _refuse(str(error))
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return _refuse(disk_full(Path(error.filename or home_from_env())))
        return _refuse(f"{error.strerror or error}: {error.filename or home_from_env()}")


def _refuse(reason: str) -> int:
    sys.stderr.write(f"PSC 112 cannot run: {reason}\n")
    return 1


def _run(port: int, signals: Signals) -> int:
    folder = home_from_env()
    check_room(folder)
    servers = None if urls_from_env() else start_servers(folder)
    home = servers.home if servers else _home_with_given_servers(folder)
    if servers and servers.place.data.parent != home.folder:
        say(f"The data is kept in {servers.place.data}, where the user of the database can reach it.")
    supervisor = Supervisor(say, lambda: signals.stopping)
    programs: list[Child] = []
    try:
        env = environment(servers)
        prepare(home.logs, env, signals)
        for child in (servers.postgres, servers.redis) if servers else ():
            supervisor.add(child)
        programs = _programs(port, home.logs, env)
        return _serve(supervisor, programs, port, home.logs, signals)
    finally:
        for program in programs:
            program.stop()
        if servers:
            servers.stop()
        else:
            home.release()
        say("PSC 112 has stopped.")


def _home_with_given_servers(folder: Path) -> Home:
    """The operator's own servers, by URL: they must answer, and nothing is started."""
    check_given_servers(os.environ["DATABASE_URL"], os.environ["REDIS_URL"])
    home = Home(folder)
    home.announce(Running(os.getpid(), os.environ["DATABASE_URL"], os.environ["REDIS_URL"], sockets=""))
    return home


def environment(servers: Servers | None) -> dict[str, str]:
    """What every program of the centre is started with."""
    urls = {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url} if servers else {}
    return {
        **os.environ,
        **urls,
        "DJANGO_SETTINGS_MODULE": "psc.settings",
        "PSC_HOME": str(home_from_env()),
        "PYTHONUNBUFFERED": "1",
    }


def prepare(logs: Path, env: Mapping[str, str], signals: Signals) -> None:
    """Bring the tables up to date and, in a demonstration without a centre, load the demo centre."""
    if is_prepared(env["DATABASE_URL"]):
        return
    for name, command in (("migrate", MIGRATE), ("load_demo", LOAD_DEMO)):
        program = Program(name, by_this_python(command), env, logs / f"{name}.log")
        _run_to_its_end(program, signals)
    if not signals.stopping:
        mark_as_prepared(env["DATABASE_URL"])


def _run_to_its_end(program: Program, signals: Signals) -> None:
    program.start()
    process = program.process
    while process is not None and process.poll() is None:
        if signals.stopping:
            program.stop()
            return
        time.sleep(0.02)
    if process is not None and process.returncode != 0:
        raise EngineError(f"`manage.py {program.name}` failed{last_line(program.log)}: see {program.log}.")


def _programs(port: int, logs: Path, env: Mapping[str, str]) -> list[Child]:
    commands = {"web": everything(port), "worker": WORKER, "beat": BEAT}
    return [
        Program(name, by_this_python(command), {**env, "PSC_ROLE": name}, logs / f"{name}.log")
        for name, command in commands.items()
    ]


def _serve(supervisor: Supervisor, programs: list[Child], port: int, logs: Path, signals: Signals) -> int:
    """Start web alone, so that it has the processor; it keeps the clock until the others have started."""
    if signals.stopping:
        return 0
    web, *others = programs
    supervisor.start(web)
    address = f"http://127.0.0.1:{port}"
    ready = _watch_until(supervisor, signals, lambda: answers(f"{address}/healthz"), _READY_SECONDS)
    if not ready and not signals.stopping:
        raise EngineError(f"the web server does not answer{last_line(logs / 'web.log')}: see {logs / 'web.log'}.")
    if ready:
        for program in others:
            supervisor.start(program)
        say(f"PSC 112 is ready on {address}")
    _watch(supervisor, logs, signals)
    return 0


def _watch(supervisor: Supervisor, logs: Path, signals: Signals) -> None:
    """Until somebody asks us to stop."""
    logs_due = 0.0
    while not signals.stopping:
        supervisor.look()
        if time.monotonic() >= logs_due:
            set_aside_large_logs(logs)
            logs_due = time.monotonic() + _LOGS_EVERY_SECONDS
        time.sleep(_LOOK_SECONDS)


def _watch_until(supervisor: Supervisor, signals: Signals, done: Callable[[], bool], seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while not signals.stopping and not supervisor.gave_up("web") and time.monotonic() < limit:
        supervisor.look()
        if done():
            return True
        time.sleep(0.05)
    return False
