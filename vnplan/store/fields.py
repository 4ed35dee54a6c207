"""The filters of the query language, with what each takes. Imports nothing: the help of the command line prints it."""

#: Relations that are filters of their own.
RELATION_FIELDS = ("legal_basis", "implements", "proposal", "amends", "replaces", "repeals", "guides", "consolidates")

#: The filters, with what each takes; as `vnplan search --help` prints them.
FIELDS = {
    "type": "kind of document, by name or code: type:\"Kế hoạch\", type:KH",
    "number": "its number: number:187/KH-UBND",
    "issuer": "words of the issuer: issuer:\"Ủy ban nhân dân tỉnh Lai Châu\"",
    "province": "province:\"Lai Châu\"",
    "level": "central, province, district, commune, party, organisation or other",
    "year": "a year or a range: year:2021, year:2019..2023, year:>=2020",
    "date": "a day, month or year, or a range: date:2021-01..2021-06",
    "cites": "documents that cite an instrument: cites:33/QĐ-TTg, cites:\"187/KH-UBND Quảng Ngãi\"",
    "cited_by": "documents that an instrument cites: cited_by:203/KH-UBND",
    "agency": "units that name an agency: agency:\"Sở Nội vụ\"; with role: those that give it that task",
    "role": "role of the assignment: lead, coordinate, advise, implement",
    "target": "units with a quantitative target whose indicator has these words: target:\"trình độ chuẩn\"",
    "value": "value of the target, with or without unit: value:>=80%, value:60..70, value:100",
    "unit": "kind of unit: dieu, khoan, diem, phan, chuong, muc, table, footnote …",
    **{name: f"as cites, in this relation only: {name}:33/QĐ-TTg" for name in RELATION_FIELDS},
}
