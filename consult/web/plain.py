"""Plain pages: HTML without a script of the app, from templates that escape whatever is put into them."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.responses import HTMLResponse, Response

from consult.house import present
from consult.wording.catalogue_of_members import ENGLISH, said

PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(default=True)
)
LONGEST_FIELD = 500
NOT_FROM_HERE = "This form did not come from this site. Load the page again."


def page(template: str, status: int = 200, **facts: object) -> Response:
    """Give a page made from a template and these facts, in their `language`; title and exit are the house's."""
    settings = present().settings
    leave = said("shell.leave", str(facts.get("language", ENGLISH)))
    around = {"title": settings.site_title, "exit_url": settings.exit_url, "leave": leave}
    text = PAGES.get_template(template).render(**around, **facts)
    return HTMLResponse(text, status_code=status)
