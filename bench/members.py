"""A member without a browser: speaks the app's own protocol, so that one process can be four hundred of them."""

import asyncio
import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

FINISHED_EARLY = 2
# The first of these that stands on a page is the way on.
ONWARD = ("Send my answers", "I have it", "Yes, start", "No, thank you", "Continue")
WORDS = "The staff were kind, but the hours should be longer."


class Member:
    """One open page: what stands on it, and what a tap does."""

    def __init__(self, port):
        self.port = port
        self.took = []

    async def __aenter__(self):
        self._opening = connect(
            f"ws://localhost:{self.port}/_stcore/stream",
            subprotocols=["streamlit", "unused"],
            origin=f"http://localhost:{self.port}",
            max_size=None,
            compression=None,
            open_timeout=120,
            ping_interval=None,
        )
        self.line = await self._opening.__aenter__()
        self.page = ""
        await self._run([])
        return self

    async def __aexit__(self, *facts):
        await self._opening.__aexit__(*facts)

    async def type_code(self, code):
        """Type the card's code and press Continue; gives the milliseconds until the next page stood."""
        [field] = self.fields["text_input"]
        return await self._press("Continue", [(field, "string_value", code)])

    async def go_on(self):
        """Answer what is asked and press the way on. False when the visit is at its end."""
        onward = next((label for label in ONWARD if label in self.buttons), None)
        if onward is None:
            return False
        typed = [(field, "string_value", WORDS) for field in self.fields.get("text_area", ())]
        self.took.append(await self._press(onward, typed))
        return True

    def code_shown(self):
        """Give the pay code on this page, or nothing."""
        return next((text for text in self.texts if 'class="code' in text), "")

    async def _press(self, label, typed):
        states = [*typed, (self.buttons[label], "trigger_value", True)]
        began = time.perf_counter()
        await self._run(states)
        return (time.perf_counter() - began) * 1000

    async def _run(self, states):
        asked = BackMsg()
        run = asked.rerun_script
        run.page_script_hash = self.page
        run.context_info.url = f"http://localhost:{self.port}/"
        for ident, kind, value in states:
            state = run.widget_states.widgets.add()
            state.id = ident
            setattr(state, kind, value)
        self.buttons, self.fields, self.texts = {}, {}, []
        await self.line.send(asked.SerializeToString())
        while not self._read(await asyncio.wait_for(self.line.recv(), 120)):
            pass

    def _read(self, packet):
        message = ForwardMsg.FromString(packet)
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.page = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(message.delta.new_element)
        return kind == "script_finished" and message.script_finished != FINISHED_EARLY

    def _element(self, element):
        kind = element.WhichOneof("type")
        if kind == "button":
            # Labels come with their Markdown signs taken for what they are.
            self.buttons[element.button.label.replace("\\", "")] = element.button.id
        elif kind in {"text_input", "text_area"}:
            self.fields.setdefault(kind, []).append(getattr(element, kind).id)
        elif kind == "html":
            self.texts.append(element.html.body)
        elif kind == "exception":
            raise RuntimeError(element.exception.type)
