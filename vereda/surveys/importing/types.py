"""The types of questions that XLSForm knows, and what each is here: answered, left out, or not received."""

from __future__ import annotations

from vereda.surveys.words import Answer

ANSWERED: dict[str, Answer] = {
    "text": Answer.TEXT, "string": Answer.TEXT, "barcode": Answer.TEXT, "integer": Answer.INTEGER, "int": Answer.INTEGER,
    "decimal": Answer.DECIMAL, "range": Answer.DECIMAL, "percentage": Answer.DECIMAL, "date": Answer.DATE, "time": Answer.TIME,
    "datetime": Answer.INSTANT, "geopoint": Answer.POINT, "location": Answer.POINT, "gps": Answer.POINT, "image": Answer.IMAGE,
    "photo": Answer.IMAGE, "acknowledge": Answer.AGREED, "trigger": Answer.AGREED, "note": Answer.NOTE,
    "calculate": Answer.CALCULATED,
}  # fmt: skip
SELECTS: dict[str, Answer] = {
    "select_one": Answer.ONE, "select one": Answer.ONE, "select one from": Answer.ONE, "select1": Answer.ONE,
    "select_multiple": Answer.SEVERAL, "select multiple": Answer.SEVERAL, "select multiple from": Answer.SEVERAL,
    "select all that apply": Answer.SEVERAL, "select all that apply from": Answer.SEVERAL,
}  # fmt: skip
LEFT_OUT = frozenset({
    "start", "end", "today", "deviceid", "imei", "subscriberid", "simserial", "phonenumber", "username", "email", "audit",
    "start-geopoint", "background-geopoint", "hidden", "start time", "end time", "device id", "phone number", "subscriber id",
})  # fmt: skip
"""What a program notes of the telephone and of who asks: not kept, whatever the form wishes."""
REFUSED = frozenset({
    "audio", "video", "file", "background-audio", "geotrace", "geoshape", "osm", "rank", "select_one_from_file",
    "select_multiple_from_file", "select_one_external", "select one external", "csv-external", "xml-external",
})  # fmt: skip
BEGINS, ENDS = (
    ("begin group", "begin_group", "begin repeat", "begin_repeat"),
    ("end group", "end_group", "end repeat", "end_repeat"),
)
