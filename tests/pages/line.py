"""What a browser is told over the app's line: every word and every page name that the server sends."""

from dataclasses import dataclass, field
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

SECONDS = 60


@dataclass
class Seen:
    """The text of a page as sent, the names of the pages in its menu, and the visit's id."""

    texts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    gathers_statistics: bool | None = None
    visit: str = ""
    raw: bytes = b""

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


class Line:
    """One open page: asks for an address, as a browser does first of all."""

    def __init__(self, port: int, cookie: str = "", visit: str = "") -> None:
        headers = {"Cookie": f"session={cookie}"} if cookie else {}
        protocols = ["streamlit", "unused", *([visit] if visit else [])]
        self.port = port
        self._opening = connect(
            f"ws://localhost:{port}/_stcore/stream",
            subprotocols=protocols,
            origin=f"http://localhost:{port}",
            additional_headers=headers,
            max_size=None,
        )

    def __enter__(self) -> Self:
        self.connection: ClientConnection = self._opening.__enter__()
        return self

    def __exit__(self, *facts: object) -> None:
        self._opening.__exit__(*facts)

    def ask(self, address: str, query: str = "") -> Seen:
        """Ask for one page, and give all that came until its script had run."""
        asked = BackMsg()
        asked.rerun_script.page_name = address
        asked.rerun_script.query_string = query
        asked.rerun_script.context_info.url = f"http://localhost:{self.port}/{address}"
        asked.rerun_script.fragment_id = ""
        self.connection.send(asked.SerializeToString())
        seen = Seen()
        while not self._read(seen):
            pass
        return seen

    def _read(self, seen: Seen) -> bool:
        packet = self.connection.recv(SECONDS)
        seen.raw += packet
        message = ForwardMsg.FromString(packet)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            seen.visit = message.new_session.initialize.session_id
            seen.gathers_statistics = message.new_session.config.gather_usage_stats
        elif kind == "navigation":
            seen.pages = [page.url_pathname for page in message.navigation.app_pages]
        elif kind == "page_config_changed":
            seen.titles.append(message.page_config_changed.title)
        elif kind == "delta":
            seen.texts.append(str(message.delta))
        return kind == "script_finished"
