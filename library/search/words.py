"""The lexical index: tantivy over tokens of our own making, ranked by BM25, filtered to what may be found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from library.search.terms import Question, Run, Word, bigrams, index_tokens, stems

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, Any]

_FEW = 2000
"""Up to so many numbers the filter is part of the query; above, hits are filtered as they come."""
_HEAP = 32_000_000


class WordIndex:
    """Texts by number. One process may write; any may read what was committed."""

    def __init__(self, folder: Path, *, writing: bool) -> None:
        """Open or (``writing``) create the index. Raises what tantivy raises for a folder it cannot read."""
        import tantivy  # opens a native library

        self._t = tantivy
        self._schema = self._make_schema()
        if writing:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self._schema, str(folder))
        else:
            self._index = tantivy.Index.open(str(folder))
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("spaces", spaces)
        self._writer: Any = self._index.writer(_HEAP, 1) if writing else None
        self.reload()

    def _make_schema(self) -> Any:
        builder = self._t.SchemaBuilder()
        builder.add_unsigned_field("n", stored=False, indexed=True, fast=True)
        builder.add_text_field("terms", tokenizer_name="spaces", index_option="position")
        builder.add_text_field("stems", tokenizer_name="spaces", index_option="freq")
        return builder.build()

    def add(self, texts: Iterable[tuple[int, str, str]]) -> None:
        """Add ``(number, text, language)`` of new numbers and commit, all or nothing."""
        try:
            for number, text, language in texts:
                document = self._t.Document()
                document.add_unsigned("n", number)
                document.add_text("terms", " ".join(index_tokens(text)))
                document.add_text("stems", " ".join(stems(text, language)))
                self._writer.add_document(document)
        except BaseException:
            self._writer.rollback()
            raise
        self._writer.commit()
        self.reload()

    def cut(self, end: int) -> None:
        """Remove the numbers from ``end`` upwards: what was added before a crash and never listed."""
        beyond = self._t.Query.range_query(self._schema, "n", self._t.FieldType.Unsigned, end, 2**63 - 1)
        self._writer.delete_documents_by_query(beyond)
        self._writer.commit()
        self.reload()

    @property
    def count(self) -> int:
        """How many texts there are."""
        return int(self._searcher.num_docs)

    def reload(self) -> None:
        """See what was committed since."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def numbers(self) -> list[int]:
        """Every number in the index, sorted."""
        size = max(1, self.count)
        hits = self._searcher.search(self._t.Query.all_query(), size, count=False).hits
        return sorted(self._searcher.fast_field_values("n", [address for _, address in hits]))

    def search(self, asked: Question, allowed: Numbers, numbers: Numbers, limit: int) -> list[tuple[int, float]]:
        """``(number, BM25 score)`` of the best texts whose number is allowed.

        ``allowed`` is a boolean array over numbers, ``numbers`` the same set as an array of numbers.
        """
        query = self._query(asked)
        if query is None or not len(numbers):
            return []
        searcher, total = self._searcher, max(1, self._searcher.num_docs)
        if len(numbers) <= _FEW:
            members = self._t.Query.term_set_query(self._schema, "n", numbers.tolist())
            must = self._t.Occur.Must
            query = self._t.Query.boolean_query([(must, query), (must, self._t.Query.const_score_query(members, 0.0))])
            return self._read(searcher, query, min(limit, total), allowed)[0]
        size = min(total, limit * 4)
        while True:
            found, read = self._read(searcher, query, size, allowed)
            if len(found) >= limit or read < size or size >= total:
                return found[:limit]
            size = min(total, size * 8)

    def _read(self, searcher: Any, query: Any, size: int, allowed: Numbers) -> tuple[list[tuple[int, float]], int]:
        """The allowed ones among the best ``size`` hits, and how many hits there were."""
        hits = searcher.search(query, size, count=False).hits
        numbers = searcher.fast_field_values("n", [address for _, address in hits])
        pairs = zip(hits, numbers, strict=True)
        kept = [(n, float(score)) for (score, _), n in pairs if n < len(allowed) and allowed[n]]
        return kept, len(hits)

    # --- what is asked of tantivy -------------------------------------------------------------------------------------

    def _query(self, asked: Question) -> Any:
        parts = [clause for word in asked.words for clause in self._word(word)]
        parts += [clause for run in asked.runs for clause in self._run(run)]
        parts += [
            self._boost(self._phrase([first.text, second.text], slop=1), 0.5)
            for first, second in zip(asked.words, asked.words[1:], strict=False)
        ]
        return self._any(parts) if parts else None

    def _word(self, word: Word) -> list[Any]:
        clauses = [self._t.Query.term_query(self._schema, "terms", word.text)]
        if word.text.isalpha():
            clauses.append(self._boost(self._t.Query.term_query(self._schema, "stems", word.stem), 0.6))
        return clauses

    def _run(self, run: Run) -> list[Any]:
        if len(run.text) == 1:
            return [self._t.Query.regex_query(self._schema, "terms", f"{run.text}.?|.{run.text}")]
        whole, *parts = (self._phrase(bigrams(phrase)) for phrase in run.phrases)
        clauses = [self._boost(whole, 2.0), *parts]
        if run.halves:
            must = self._t.Occur.Must
            clauses.append(self._t.Query.boolean_query([(must, self._phrase([half])) for half in run.halves]))
        return clauses

    def _phrase(self, tokens: Sequence[str], slop: int = 0) -> Any:
        if len(tokens) == 1:
            return self._t.Query.term_query(self._schema, "terms", tokens[0])
        return self._t.Query.phrase_query(self._schema, "terms", list(tokens), slop)

    def _boost(self, query: Any, by: float) -> Any:
        return self._t.Query.boost_query(query, by)

    def _any(self, queries: Sequence[Any]) -> Any:
        return self._t.Query.boolean_query([(self._t.Occur.Should, query) for query in queries])

    def close(self) -> None:
        """Let go of the writer's lock."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None
