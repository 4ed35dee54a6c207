"""The columns of every kind of rows: name, type and what stands in them; the same in rows, frames and the docs."""

from __future__ import annotations

from typing import Literal, NamedTuple

ColumnType = Literal["string", "int", "float", "bool", "date"]


class Column(NamedTuple):
    """A column: its type and what it tells. A `date` is the last (or first) day that the printed date can mean."""

    type: ColumnType
    about: str


_DOCUMENT = {
    "document": Column("string", "file name, or the name that was given"),
    "sha256": Column("string", "hash of the document's text"),
    "number": Column("string", "number and symbol of the main instrument; null when blank"),
    "province": Column("string", "province whose body issued it; null for central bodies"),
    "issuer": Column("string", "issuing agency with its locality"),
    "year": Column("int", "year of issue"),
}
_PLACE = {
    "unit": Column("string", "id of the innermost unit around it"),
    "span_start": Column("int", "offset of the first character in the text, in code points"),
    "span_end": Column("int", "offset behind the last character"),
}
_TIME = {
    "start": Column("string", "begin of the time as printed, ISO 8601 of reduced precision"),
    "deadline": Column("string", "end of the time as printed, ISO 8601 of reduced precision"),
    "start_date": Column("date", "first day that the begin can mean"),
    "deadline_date": Column("date", "last day that the end can mean"),
    "recurrence": Column("string", "annual, quarterly, monthly; null for what does not come back"),
    "deadline_text": Column("string", "the words of the time"),
}

COLUMNS: dict[str, dict[str, Column]] = {
    "documents": {
        **_DOCUMENT,
        "kind": Column("string", "instrument, or report for a text that tells about one"),
        "type": Column("string", "type of the instrument"),
        "date": Column("string", "date of issue as printed, ISO 8601 of reduced precision"),
        "title": Column("string", "trích yếu"),
        "signer": Column("string", "who signed, several parted by '; '"),
        "uri": Column("string", "Akoma Ntoso work IRI; null where the identity is open"),
        "attachments": Column("int", "how many plans, regulations and appendices follow"),
        "characters": Column("int", "length of the text in code points"),
    },
    "units": {
        **_DOCUMENT,
        "unit": Column("string", "id of the unit"),
        "parent": Column("string", "id of the unit around it; null at the top"),
        "kind": Column("string", "phan, chuong, muc, dieu, khoan, diem, gach, header …"),
        "unit_number": Column("string", "as printed, without its stop"),
        "heading": Column("string", "its heading on one line"),
        "depth": Column("int", "0 at the top"),
        "span_start": _PLACE["span_start"],
        "span_end": _PLACE["span_end"],
    },
    "citations": {
        **_DOCUMENT,
        "relation": Column("string", "what the document does with the instrument"),
        "form": Column("string", "full, short, alias or self"),
        "target_type": Column("string", "type of the cited instrument"),
        "target_number": Column("string", "its number"),
        "target_date": Column("string", "its date, ISO 8601 of reduced precision"),
        "target_issuer": Column("string", "who issued it"),
        "target_title": Column("string", "its title or name"),
        "target_uri": Column("string", "Akoma Ntoso work IRI; null where the identity is open"),
        "pinpoints": Column("string", "provisions: 'dieu 8/khoan 2/diem b; dieu 9'"),
        "source_uri": Column("string", "instrument in whose title the citation stands; null when the document cites"),
        "text": Column("string", "the words"),
        **_PLACE,
        "rule": Column("string", "id of the rule that read it"),
    },
    "effects": {
        **_DOCUMENT,
        "action": Column("string", "amends, adds, replaces, repeals, renumbers"),
        "target_type": Column("string", "type of the changed instrument"),
        "target_number": Column("string", "its number"),
        "target_title": Column("string", "its title or name"),
        "target_uri": Column("string", "Akoma Ntoso work IRI; null where the identity is open"),
        "pinpoint": Column("string", "the changed provision: 'dieu 8/khoan 2'"),
        "quote": Column("string", "id of the unit with the new text"),
        "words_old": Column("string", "words that are exchanged or deleted"),
        "words_new": Column("string", "words that stand there from now on"),
        **_PLACE,
        "rule": Column("string", "id of the rule that read it"),
    },
    "tasks": {
        **_DOCUMENT,
        "agency": Column("string", "who is to do it, without locality"),
        "agency_full_name": Column("string", "the same with its locality"),
        "agency_id": Column("string", "equal for one agency in all documents"),
        "level": Column("string", "central, province, district, commune, party, organisation, other"),
        "locality": Column("string", "where it belongs to"),
        "person": Column("string", "the head that stands for it"),
        "role": Column("string", "lead, coordinate, advise, implement"),
        "task": Column("string", "what is to be done"),
        "partners": Column("string", "agencies named after 'phối hợp với', parted by '; '"),
        **_TIME,
        **_PLACE,
        "rule": Column("string", "id of the rule that read it"),
    },
    "targets": {
        **_DOCUMENT,
        "index": Column("int", "place in Document.targets, to which part_of refers"),
        "kind": Column("string", "target, baseline, change, planned"),
        "indicator": Column("string", "what is counted"),
        "indicator_key": Column("string", "equal for one indicator in all documents; null where unsure"),
        "min": Column("float", "lower bound; equal to max for a plain value"),
        "max": Column("float", "upper bound"),
        "value_unit": Column("string", "unit as printed"),
        "value_unit_normal": Column("string", "the same for all spellings of a unit"),
        "value_text": Column("string", "the words of the value"),
        **_TIME,
        "agencies": Column("string", "who is responsible, parted by '; '"),
        "part_of": Column("int", "index of the quantity that this one refines"),
        **_PLACE,
        "rule": Column("string", "id of the rule that decided its kind"),
    },
    "agencies": {
        **_DOCUMENT,
        "agency": Column("string", "the agency, without locality"),
        "agency_full_name": Column("string", "the same with its locality"),
        "agency_id": Column("string", "equal for one agency in all documents"),
        "level": Column("string", "central, province, district, commune, party, organisation, other"),
        "locality": Column("string", "where it belongs to"),
        "person": Column("string", "the head that stands for it"),
        "text": Column("string", "the words"),
        **_PLACE,
        "rule": Column("string", "id of the rule that read it"),
    },
    "tables": {
        **_DOCUMENT,
        "table": Column("int", "which table of the document, from 0"),
        "row": Column("int", "row, from 0"),
        "column": Column("int", "column, from 0"),
        "text": Column("string", "words of the cell, on one line"),
        **_PLACE,
    },
    "diagnostics": {
        **_DOCUMENT,
        "code": Column("string", "kind of finding"),
        "severity": Column("string", "info, warning, error"),
        "message": Column("string", "what was found"),
        "span_start": _PLACE["span_start"],
        "span_end": _PLACE["span_end"],
    },
}
