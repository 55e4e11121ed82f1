"""Questions to a library, one a file: they return records, and never print.

    with Store("news.db") as library:
        for hit in search(library, Query('bridge "stays shut"', speaker="A. Quill", since="2031-05-01")):
            hit.speaker, hit.statement.content, hit.article.title

docs/search.md has what can be asked, how it is ranked, and the columns of the tables that results become.
"""

from quoth.ask.alike import names_like
from quoth.ask.answers import Answered, Told, answer_object, answers, answers_of
from quoth.ask.articles import Listed, articles, named
from quoth.ask.families import COLUMNS as FAMILY_COLUMNS
from quoth.ask.families import Family, Member, Named, families, families_of, family_object
from quoth.ask.figures import Given, article_days, figure_object, figure_series, figures
from quoth.ask.hits import About, Hit, hit_object
from quoth.ask.people import SpeakerCount, speaker_object, speakers
from quoth.ask.person import Form, Person, speaker
from quoth.ask.query import Query
from quoth.ask.report import Report, Sighting, Version, article
from quoth.ask.results import Results
from quoth.ask.roles import Role
from quoth.ask.searching import search
from quoth.ask.versions import Versions, versions, versions_object
from quoth.ask.who import Voice, meant, voices

__all__ = [
    "FAMILY_COLUMNS",
    "About",
    "Answered",
    "Family",
    "Form",
    "Given",
    "Hit",
    "Listed",
    "Member",
    "Named",
    "Person",
    "Query",
    "Report",
    "Results",
    "Role",
    "Sighting",
    "SpeakerCount",
    "Told",
    "Version",
    "Versions",
    "Voice",
    "answer_object",
    "answers",
    "answers_of",
    "article",
    "article_days",
    "articles",
    "families",
    "families_of",
    "family_object",
    "figure_object",
    "figure_series",
    "figures",
    "hit_object",
    "meant",
    "named",
    "names_like",
    "search",
    "speaker",
    "speaker_object",
    "speakers",
    "versions",
    "versions_object",
    "voices",
]
