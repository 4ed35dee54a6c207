"""Tidy views of a corpus for programs that read SQLite without vnplan: Datasette, DBeaver, pandas.read_sql.

Each row of a view has its document (file name, number, province, issuer, year) and speaks for itself. The columns are
documented in `VIEW_COLUMNS`.
"""

from __future__ import annotations

_DOCUMENT = "d.name AS document, d.number, d.province, d.issuer, d.year"

VIEWS = f"""
CREATE VIEW v_documents AS SELECT name AS document, number, province, issuer, year, type, date, title, level, kind, uri,
  sha256 FROM documents;
CREATE VIEW v_units AS SELECT {_DOCUMENT}, u.unit, u.parent, u.kind, u.number AS unit_number, u.heading,
  u.start AS span_start, u."end" AS span_end FROM units u JOIN documents d ON d.id = u.document
  WHERE u.unit IS NOT NULL;
CREATE VIEW v_citations AS SELECT {_DOCUMENT}, c.relation, c.form,
  json_extract(i."values", '$.type') AS target_type, json_extract(i."values", '$.number') AS target_number,
  json_extract(i."values", '$.date') AS target_date, json_extract(i."values", '$.title') AS target_title,
  c.target AS target_uri, c.pinpoint, c.text, c.context, c.unit, c.start AS span_start, c."end" AS span_end
  FROM citations c JOIN documents d ON d.id = c.document LEFT JOIN instruments i ON i.key = c.target
  WHERE c.source <> c.target;
CREATE VIEW v_tasks AS SELECT {_DOCUMENT}, a.agency, a.agency_id, a.role, a.task, a.partners,
  a.deadline_start AS start, a.deadline_end AS deadline, a.recurrence, a.unit, a.start AS span_start,
  a."end" AS span_end FROM assignments a JOIN documents d ON d.id = a.document;
CREATE VIEW v_targets AS SELECT {_DOCUMENT}, t.kind, t.indicator, t.indicator_key, t.min, t.max, t.value_unit,
  t.value_unit_normal, t.value_text, t.deadline_start AS start, t.deadline_end AS deadline, t.recurrence, t.part_of,
  t.unit, t.start AS span_start, t."end" AS span_end FROM targets t JOIN documents d ON d.id = t.document;
CREATE VIEW v_agencies AS SELECT {_DOCUMENT}, a.agency, a.agency_id, a.level, a.locality, a.unit,
  a.start AS span_start, a."end" AS span_end FROM agencies a JOIN documents d ON d.id = a.document;
CREATE VIEW v_diagnostics AS SELECT {_DOCUMENT}, x.severity, x.code, x.message, x.start AS span_start,
  x."end" AS span_end FROM diagnostics x JOIN documents d ON d.id = x.document;
"""

_OF_DOCUMENT = {
    "document": "file name", "number": "number and symbol of the main instrument",
    "province": "province whose body issued it", "issuer": "issuing agency with its locality", "year": "year of issue",
}  # fmt: skip
_OF_PLACE = {
    "unit": "id of the innermost unit around it", "span_start": "offset of the first character, in code points",
    "span_end": "offset behind the last character",
}  # fmt: skip
_OF_TIME = {
    "start": "begin of the time, ISO 8601 of reduced precision", "deadline": "its end",
    "recurrence": "annual, quarterly, monthly",
}  # fmt: skip
_OF_TARGET = {
    "target_type": "type of the instrument", "target_number": "its number", "target_date": "its date",
    "target_title": "its title or name", "target_uri": "its key in the graph: a uri, or ?:… while its identity is open",
}  # fmt: skip

VIEW_COLUMNS: dict[str, dict[str, str]] = {
    "v_documents": {
        **_OF_DOCUMENT, "type": "type of the instrument", "date": "date of issue", "title": "trích yếu",
        "level": "central, province, district …", "kind": "instrument or report", "uri": "work IRI", "sha256": "hash",
    },
    "v_units": {
        **_OF_DOCUMENT, "unit": "id", "parent": "id of the unit around it", "kind": "dieu, khoan …",
        "unit_number": "as printed", "heading": "its heading", "span_start": _OF_PLACE["span_start"],
        "span_end": _OF_PLACE["span_end"],
    },
    "v_citations": {
        **_OF_DOCUMENT, "relation": "what the document does with the instrument", "form": "full, short, alias, self",
        **_OF_TARGET, "pinpoint": "provision", "text": "the words", "context": "the words around them", **_OF_PLACE,
    },
    "v_tasks": {
        **_OF_DOCUMENT, "agency": "who is to do it", "agency_id": "equal for one agency in all documents",
        "role": "lead, coordinate, advise, implement", "task": "what is to be done", "partners": "with whom, JSON",
        **_OF_TIME, **_OF_PLACE,
    },
    "v_targets": {
        **_OF_DOCUMENT, "kind": "target, baseline, change, planned", "indicator": "what is counted",
        "indicator_key": "equal for one indicator in all documents", "min": "lower bound", "max": "upper bound",
        "value_unit": "unit as printed", "value_unit_normal": "the same for all spellings", "value_text": "the words",
        **_OF_TIME, "part_of": "ordinal of the quantity that it refines", **_OF_PLACE,
    },
    "v_agencies": {
        **_OF_DOCUMENT, "agency": "the agency", "agency_id": "equal for one agency in all documents",
        "level": "central, province …", "locality": "where it belongs to", **_OF_PLACE,
    },
    "v_diagnostics": {
        **_OF_DOCUMENT, "severity": "info, warning, error", "code": "kind of finding", "message": "what was found",
        "span_start": _OF_PLACE["span_start"], "span_end": _OF_PLACE["span_end"],
    },
}  # fmt: skip
"""The columns of each view and what stands in them."""
