"""Migration 5: what is learned about phrases, and what is not to be suggested again."""

from sqlite_utils import Database

from coachkit.store.table_making import make_table


def m005_phrases(db: Database) -> None:
    """Add the counts of phrases over the archive, and the suggestions that people rejected."""
    make_table(db, "phrase_counts", "epoch integer, phrase text, calls integer", key=("phrase",))
    make_table(
        db,
        "rejected_suggestions",
        "spelling text, meant text, author text, made_at text",
        key=("spelling", "meant"),
    )
