"""`/names`: competitors, features and phrases, and where they are said."""

from fastapi import APIRouter

from coachkit.web.page_routes import add_page
from coachkit.web.pages.name import read_name
from coachkit.web.pages.names import show_names, show_unknown
from coachkit.web.pages.spellings import read_spellings

router = APIRouter(tags=["names"])
add_page(router, "/names", "names.html.j2", show_names, title="Names and phrases")
add_page(
    router,
    "/names/unknown",
    "unknown.html.j2",
    show_unknown,
    title="Names that nobody has listed",
    for_leads=True,
)
add_page(
    router,
    "/names/spellings",
    "spellings.html.j2",
    read_spellings,
    title="Spellings that may stand for a name",
)
add_page(
    router, "/names/{kind}/{name:path}", "name.html.j2", read_name, title="A competitor, feature or phrase"
)
