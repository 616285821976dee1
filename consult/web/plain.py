"""Plain pages: HTML without a script of the app, from templates that escape whatever is put into them."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.responses import HTMLResponse, Response

from consult.house import present

PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=select_autoescape(default=True)
)
LONGEST_FIELD = 500
NOT_FROM_HERE = "This form did not come from this site. Load the page again."


def page(template: str, status: int = 200, **facts: object) -> Response:
    """Give a page made from a template and these facts; title and exit are the house's."""
    settings = present().settings
    text = PAGES.get_template(template).render(title=settings.site_title, exit_url=settings.exit_url, **facts)
    return HTMLResponse(text, status_code=status)
