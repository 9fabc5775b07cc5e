"""A scripted agent for a stock google-adk server: no model, no network, always the same words.

What it says depends only on the last message of the user, so that a recording of it can be made
again. Everything on the wire is made by the framework itself: the script only stands in for the
model, and the tools are real ones, which the framework calls.
"""

from collections.abc import AsyncGenerator

from google.adk.agents import Agent
from google.adk.models import BaseLlm, LlmRequest, LlmResponse
from google.adk.tools import ToolContext
from google.genai import types

# Letters of two, three and four bytes in UTF-8, so that a cut can fall inside one.
GREETING = ["Grüße! ", "我可以剪辑视频", " – say what to change 🎬."]


def edit_multitrack(operation: str, tool_context: ToolContext) -> dict:
  """Changes the timeline, which is kept in the session's state."""
  tool_context.state["timeline_title"] = "Lumen notes"
  return {"status": "ok", "applied_operation": operation}


async def save_poster(tool_context: ToolContext) -> dict:
  """Saves a picture as an artifact."""
  picture = types.Part.from_bytes(data=b"GIF89a", mime_type="image/gif")
  version = await tool_context.save_artifact("poster.gif", picture)
  return {"status": "ok", "version": version}


def break_down() -> dict:
  """Fails outside of the model."""
  raise RuntimeError("the tool broke")


class ScriptedModel(BaseLlm):
  """Answers from a table in the place of a model."""

  async def generate_content_async(
      self, llm_request: LlmRequest, stream: bool = False
  ) -> AsyncGenerator[LlmResponse, None]:
    last = llm_request.contents[-1].parts[-1]
    if last.function_response:
      yield said("Done.")
      return
    match (last.text or "").lower():
      case "add a title":
        yield called("edit_multitrack", {"operation": "add_title"}, "I will add a title.")
      case "save a poster":
        yield called("save_poster", {})
      case "think first":
        thought = types.Part(text="The user wants a short answer.", thought=True)
        yield LlmResponse(content=model_content(thought, types.Part(text="Short it is.")))
      case "break":
        raise ValueError('the "model" broke\nin the middle')
      case "break after a word":
        yield said("This much is done.", partial=stream or None)
        raise ValueError("the model broke after a word")
      case "break a tool":
        yield called("break_down", {})
      case "refuse":
        yield LlmResponse(error_code="RESOURCE_EXHAUSTED", error_message="No quota is left.")
      case _:
        # A model that streams gives pieces, then the whole (LlmResponse.partial).
        for piece in GREETING if stream else []:
          yield said(piece, partial=True)
        yield said("".join(GREETING))


def model_content(*parts: types.Part) -> types.Content:
  return types.Content(role="model", parts=list(parts))


def said(text: str, partial: bool | None = None) -> LlmResponse:
  return LlmResponse(content=model_content(types.Part(text=text)), partial=partial)


def called(name: str, args: dict, words: str | None = None) -> LlmResponse:
  call = types.Part.from_function_call(name=name, args=args)
  before = [types.Part(text=words)] if words else []
  return LlmResponse(content=model_content(*before, call))


root_agent = Agent(
    name="nemo_agent",
    model=ScriptedModel(model="scripted"),
    tools=[edit_multitrack, save_poster, break_down],
)
