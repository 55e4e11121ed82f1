"""The server: tools are listed and called over standard input and output, and whatever goes wrong is one sentence."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from mcp import MCPError, types
from mcp.server import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from quoth import __version__
from quoth.errors import QuothError
from quoth.show import interrupts
from quoth.show.mcp.answers import Place
from quoth.show.mcp.asked import arguments
from quoth.show.mcp.quoted import NOTE, short
from quoth.show.mcp.tools import TOOLS, Tool

__all__ = ["answer_text", "serve"]

INSTRUCTIONS = (
    "A record of who said what in news reports, in the exact words. Check a quotation before you repeat it, and put "
    "words into a draft by their placeholder and the tool fill, never by typing them. " + NOTE
)

# Characters of what went wrong: it may name what was given.
LONGEST_SENTENCE = 400

# What shows as nothing, or turns the direction of writing, could carry words that nobody sees.
_SEEN = re.compile(r"[^\x20-\x7e]")


def serve(library: Path, reader: str) -> None:
    """Answers one client on standard input and output until that is closed, or Ctrl-C is pressed."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, _stop)
    anyio.run(_serve, Place(library, reader))


def _stop(_: int, __: object) -> None:
    # A thread waits for standard input, which nothing but its end interrupts; and there is nothing to take back.
    interrupts.say_stopped()
    os._exit(interrupts.STOPPED)


async def _serve(place: Place) -> None:
    # One question at a time: a reader takes all the memory and time that there is for one.
    asked = anyio.Lock()

    async def listed(_: ServerRequestContext[Any], __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def called(_: ServerRequestContext[Any], params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = next((each for each in TOOLS if each.name == params.name), None)
        if tool is None:
            names = ", ".join(each.name for each in TOOLS)
            raise MCPError(types.INVALID_PARAMS, f"there is no tool {params.name[:100]!r}; there are {names}")
        async with asked:
            return await anyio.to_thread.run_sync(_called, place, tool, params.arguments)

    server = Server("quoth", version=__version__, instructions=INSTRUCTIONS, on_list_tools=listed, on_call_tool=called)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _described(tool: Tool) -> types.Tool:
    marks = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    schema = tool.asked.model_json_schema()
    return types.Tool(name=tool.name, description=tool.about, input_schema=schema, annotations=marks)


def _called(place: Place, tool: Tool, given: Mapping[str, Any] | None) -> types.CallToolResult:
    try:
        made = {"note": NOTE} | tool.answer(place, arguments(tool.asked, given))
    except QuothError as error:
        return _failed(str(error))
    except Exception as error:  # a fault of ours is an answer, and no end of the server
        return _failed(f"this is a fault of Quoth, not yours ({type(error).__name__})")
    text = answer_text(made)
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=_sendable(made))


def answer_text(made: Mapping[str, Any]) -> str:
    """The answer as JSON, in which every character that nobody sees stands as its number; it is the same text."""
    return _SEEN.sub(_number, json.dumps(made, ensure_ascii=False))


def _number(found: re.Match[str]) -> str:
    character = found.group()
    return character if character.isprintable() else json.dumps(character)[1:-1]


def _sendable(made: Mapping[str, Any]) -> dict[str, Any] | None:
    """The answer for programs; None where it has half a surrogate pair, which the protocol cannot carry unescaped."""
    try:
        json.dumps(made, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return None
    return dict(made)


def _failed(why: str) -> types.CallToolResult:
    sentence = short(" ".join(answer_text({"": why})[6:-2].split()), LONGEST_SENTENCE)
    return types.CallToolResult(content=[types.TextContent(type="text", text=sentence or "")], is_error=True)
