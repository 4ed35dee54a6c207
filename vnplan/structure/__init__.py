"""From clean paragraphs to header, units, closing, attachments: the shape of the document."""

from vnplan.structure.building import build_structure
from vnplan.structure.model import Finding, Node, Part, Region, Signature, Structure

__all__ = ["Finding", "Node", "Part", "Region", "Signature", "Structure", "build_structure"]
