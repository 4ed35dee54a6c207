"""The types of the public names: a wrong one fails under mypy. tests/test_public.py holds them to __init__.py."""

from vnplan.annotating import annotate as annotate
from vnplan.batch.many import ParseFailure as ParseFailure
from vnplan.batch.many import parse_many as parse_many
from vnplan.errors import BatchError as BatchError
from vnplan.errors import BinarySourceError as BinarySourceError
from vnplan.errors import EmptySourceError as EmptySourceError
from vnplan.errors import EncodingSourceError as EncodingSourceError
from vnplan.errors import GrammarError as GrammarError
from vnplan.errors import GraphError as GraphError
from vnplan.errors import PathAsTextError as PathAsTextError
from vnplan.errors import QueryError as QueryError
from vnplan.errors import RegistryError as RegistryError
from vnplan.errors import SourceError as SourceError
from vnplan.errors import SourceNotFoundError as SourceNotFoundError
from vnplan.errors import StoreError as StoreError
from vnplan.errors import UnitError as UnitError
from vnplan.errors import ViewError as ViewError
from vnplan.errors import VnplanError as VnplanError
from vnplan.exports.akn import to_akn as to_akn
from vnplan.exports.akn_reading import from_akn as from_akn
from vnplan.grammar import Grammar as Grammar
from vnplan.graph.answers import Instrument as Instrument
from vnplan.graph.building import build_graph as build_graph
from vnplan.graph.questions import CitationGraph as CitationGraph
from vnplan.models import Agency as Agency
from vnplan.models import AgencyMention as AgencyMention
from vnplan.models import Assignment as Assignment
from vnplan.models import Attachment as Attachment
from vnplan.models import Cell as Cell
from vnplan.models import Citation as Citation
from vnplan.models import Diagnostic as Diagnostic
from vnplan.models import Document as Document
from vnplan.models import Effect as Effect
from vnplan.models import Evidence as Evidence
from vnplan.models import Footnote as Footnote
from vnplan.models import Metadata as Metadata
from vnplan.models import Period as Period
from vnplan.models import Pinpoint as Pinpoint
from vnplan.models import QuantitativeTarget as QuantitativeTarget
from vnplan.models import Signer as Signer
from vnplan.models import Span as Span
from vnplan.models import Table as Table
from vnplan.models import Target as Target
from vnplan.models import Unit as Unit
from vnplan.models import Value as Value
from vnplan.parser import Parser as Parser
from vnplan.parser import parse_document as parse_document
from vnplan.parser import warm_up as warm_up
from vnplan.store.corpus import Corpus as Corpus
from vnplan.views.chunks import Chunk as Chunk
from vnplan.views.comparing import TargetComparison as TargetComparison
from vnplan.views.comparing import compare_targets as compare_targets
from vnplan.views.rows import Rows as Rows

__version__: str
__all__ = [
    "Agency", "AgencyMention", "Assignment", "Attachment", "BatchError", "BinarySourceError", "Cell", "Chunk",
    "Citation", "CitationGraph", "Corpus", "Diagnostic", "Document", "Effect", "EmptySourceError",
    "EncodingSourceError", "Evidence", "Footnote", "Grammar", "GrammarError", "GraphError", "Instrument", "Metadata",
    "ParseFailure", "Parser", "PathAsTextError", "Period", "Pinpoint", "QuantitativeTarget", "QueryError",
    "RegistryError", "Rows", "Signer", "SourceError", "SourceNotFoundError", "Span", "StoreError", "Table", "Target",
    "TargetComparison", "Unit", "UnitError", "Value", "ViewError", "VnplanError", "annotate", "build_graph",
    "compare_targets", "from_akn", "parse_document", "parse_many", "to_akn", "warm_up",
]
